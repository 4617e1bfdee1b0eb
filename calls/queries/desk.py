"""What an agent's screen asks about the call on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from calls.models import Attempt, Call, Disposition
from calls.refusals import CallHasMovedOn
from calls.states import Outcome
from telephony.models import Leg
from telephony.states import LegRole, LegState

TOLD_FOR = timedelta(minutes=10)
"""How long an agent is told why a call vanished from the screen."""


def held(agent: User) -> QuerySet[Call]:
    """The call on the agent's screen, none or one, with whether they have heard who speaks (`was_heard`)."""
    rooms = Attempt.objects.filter(call=OuterRef(OuterRef("pk")), ended_at=None).values("room")
    heard = Leg.objects.filter(room__in=rooms, role=LegRole.CITIZEN, heard_at__isnull=False)
    return Call.objects.held_by(agent).annotate(was_heard=Exists(heard))


def current_call(agent: User) -> Call | None:
    """The call on the agent's screen, with what a page needs to show it."""
    with_rules = held(agent).select_related("region", "lane", "campaign__script", "campaign__wrap_up_set")
    return with_rules.first()


def was_heard(call: Call) -> bool:
    """Whether the agent has heard who speaks (see mark_heard), as far as `held` found; no query of its own."""
    return bool(getattr(call, "was_heard", False))


def why_not_placed(agent: User, now: datetime) -> str | None:
    """Why the agent's last call vanished from the screen a moment ago: the fault of the citizen's leg, "" for none.

    None if it did not vanish, or longer ago than a note would help.
    """
    latest = Attempt.objects.filter(agent=agent, began_at__lte=now).order_by("-began_at")
    last = latest.select_related("room").first()
    if last is None or last.ended_at is None or last.outcome != Outcome.NOT_PLACED:
        return None
    if now - last.ended_at >= TOLD_FOR:
        return None
    return last.legs.filter(role=LegRole.CITIZEN).latest("pk").fault


def held_call(agent: User, call_id: int) -> Call:
    """The call of that id if it is the one on this agent's screen; any other is out of reach (CallHasMovedOn)."""
    call = current_call(agent)
    if call is None or call.pk != call_id:
        raise CallHasMovedOn
    return call


@dataclass(frozen=True)
class Legs:
    """The agent's and the citizen's legs of an attempt as they stand."""

    attempt: Attempt
    agent: Leg
    citizen: Leg

    @property
    def is_talking(self) -> bool:
        """Both are on the line, so mute and hold mean something."""
        return self.agent.state == LegState.ANSWERED == self.citizen.state


def legs_of(call: Call) -> Legs:
    """The legs of the call's newest attempt that count now: the newest of each role."""
    attempt = call.attempts.select_related("room").latest("number")
    legs = {leg.role: leg for leg in attempt.legs.order_by("pk")}
    return Legs(attempt, legs[LegRole.AGENT], legs[LegRole.CITIZEN])


def earlier_attempts(call: Call, before: Attempt) -> QuerySet[Attempt]:
    """What colleagues noted when they tried before, newest first."""
    return call.attempts.filter(number__lt=before.number).order_by("-number")


def dispositions_for(call: Call, attempt: Attempt) -> list[Disposition]:
    """What the agent may choose from; `is_suggested` marks the first that fits what the lines say."""
    choices: list[Any] = list(call.campaign.wrap_up_set.dispositions.all())
    if attempt.answered_at is None:
        choices = [choice for choice in choices if not choice.needs_conversation]
    fitting = next((choice for choice in choices if choice.outcome == attempt.hint), None)
    for choice in choices:
        choice.is_suggested = choice is fitting and attempt.answered_at is None
    return choices
