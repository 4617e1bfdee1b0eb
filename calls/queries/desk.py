"""What an agent's screen asks about the call on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from calls.models import Attempt, Call, Disposition, Leg, PauseReason, Presence
from calls.models.lines import LegRole
from calls.refusals import CallHasMovedOn, ChooseAReason
from calls.states import LegState, Outcome

TOLD_FOR = timedelta(minutes=10)
"""How long an agent is told why a call vanished from the screen."""


def current_call(agent: User) -> Call | None:
    """The call on the agent's screen, with what a page needs to show it."""
    heard = Attempt.objects.filter(call=OuterRef("pk"), ended_at=None, heard_at__isnull=False)
    held = Call.objects.held_by(agent).annotate(was_heard=Exists(heard))
    return held.select_related("region", "lane", "campaign__script", "campaign__wrap_up_set").first()


def was_heard(call: Call) -> bool:
    """Whether the agent has heard who speaks (see mark_heard), as far as `current_call` found; no query of its own."""
    return bool(getattr(call, "was_heard", False))


def why_not_placed(agent: User, now: datetime) -> str | None:
    """Why the agent's last call vanished from the screen a moment ago: the code of the citizen's line, "" for none.

    None if it did not vanish, or longer ago than a note would help.
    """
    last = Attempt.objects.filter(agent=agent, began_at__lte=now).order_by("-began_at").first()
    if last is None or last.ended_at is None or last.outcome != Outcome.NOT_PLACED:
        return None
    return last.legs.get(role=LegRole.CITIZEN).error_code if now - last.ended_at < TOLD_FOR else None


def presence_of(agent: User) -> Presence:
    """What the agent is doing; `sign_on` made the row when the desk was opened."""
    return Presence.objects.select_related("reason").get(agent=agent)


def held_call(agent: User, call_id: int) -> Call:
    """The call of that id if it is the one on this agent's screen; any other is out of reach (CallHasMovedOn)."""
    call = current_call(agent)
    if call is None or call.pk != call_id:
        raise CallHasMovedOn
    return call


@dataclass(frozen=True)
class Lines:
    """Both lines of an attempt as they stand."""

    attempt: Attempt
    agent: Leg
    citizen: Leg

    @property
    def is_talking(self) -> bool:
        """Both are on the line, so mute and hold mean something."""
        return self.agent.state == LegState.ANSWERED == self.citizen.state


def lines_of(call: Call) -> Lines:
    """The two lines of the call's newest attempt."""
    attempt = call.attempts.prefetch_related("legs").latest("number")
    legs = {leg.role: leg for leg in attempt.legs.all()}
    return Lines(attempt, legs[LegRole.AGENT], legs[LegRole.CITIZEN])


def earlier_attempts(call: Call, before: Attempt) -> QuerySet[Attempt]:
    """What colleagues noted when they tried before, newest first."""
    return call.attempts.filter(number__lt=before.number).order_by("-number")


def pause_reasons() -> QuerySet[PauseReason]:
    """The reasons that agents may choose from."""
    return PauseReason.objects.filter(is_system=False)


def pause_reason(code: str) -> PauseReason:
    """The reason of that code if agents may choose it, else ChooseAReason."""
    reason = pause_reasons().filter(code=code).first()
    if reason is None:
        raise ChooseAReason
    return reason


def dispositions_for(call: Call, attempt: Attempt) -> list[Disposition]:
    """What the agent may choose from; `is_suggested` marks the first that fits what the lines say."""
    choices: list[Any] = list(call.campaign.wrap_up_set.dispositions.all())
    if attempt.answered_at is None:
        choices = [choice for choice in choices if not choice.needs_conversation]
    fitting = next((choice for choice in choices if choice.outcome == attempt.hint), None)
    for choice in choices:
        choice.is_suggested = choice is fitting and attempt.answered_at is None
    return choices
