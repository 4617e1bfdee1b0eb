from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.events import LineEnded
from calls.models import Attempt, Leg
from calls.models.lines import LegRole
from calls.refusals import AgentHasMovedOn, CallHasMovedOn
from calls.states import ENDED_LEGS, AgentState, CallState, LegState, Outcome
from calls.telephony.legs import has_dead_number
from calls.telephony.limits import HANGING_UP
from journal.announce import announce

HINTS = {
    LegState.BUSY: Outcome.BUSY,
    LegState.NO_ANSWER: Outcome.NO_ANSWER,
}


@transaction.atomic
def start_wrap_up(attempt: Attempt) -> None:
    """The conversation, or the attempt to have one, is over: the agent says how it went.

    1. Note what the lines say about how it ended; late news may still correct that until the agent has decided.
    2. The first time only: both lines are to be hung up, and a citizen who was not rung yet never is.
    3. Call and agent go to wrap-up. Announce it.
    """
    hint = hint_of(attempt.legs.get(role=LegRole.CITIZEN))
    still_open = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
    still_open.update(hint=hint, **without_answer(hint))
    if not still_open.filter(hung_up_at=None).update(hung_up_at=timezone.now()):
        return
    attempt.refresh_from_db()
    want_silence(attempt)
    # Whatever became of call and agent meanwhile, the lines are hung up all the same.
    with suppress(CallHasMovedOn, AgentHasMovedOn):
        attempt.call.move_to(CallState.WRAP_UP)
        change_presence(attempt.agent_id, AgentState.WRAP_UP, call=attempt.call)
    announce(
        LineEnded(
            region_id=attempt.region_id,
            call_id=attempt.call_id,
            agent_id=attempt.agent_id,
            attempt_id=attempt.pk,
            outcome=hint,
        )
    )


def hint_of(citizen: Leg) -> Outcome:
    """How it ended, as far as the citizen's line tells: a person, a voicemail, busy, nobody, a dead number."""
    if citizen.is_machine:
        return Outcome.VOICEMAIL
    if citizen.answered_at:
        return Outcome.REACHED
    if has_dead_number(citizen):
        return Outcome.FAILED_NUMBER
    return HINTS.get(LegState(citizen.state), Outcome.BROKEN_OFF)


def without_answer(hint: Outcome) -> dict[str, None]:
    """A voicemail picking up is nobody answering."""
    return {"answered_at": None} if hint == Outcome.VOICEMAIL else {}


def want_silence(attempt: Attempt) -> None:
    """Every line that may still live is to be hung up; one that was never placed is cancelled instead."""
    now = timezone.now()
    planned = attempt.legs.filter(state=LegState.PLANNED, provider_ref=None)
    planned.update(state=LegState.CANCELLED, ended_at=now, check_at=None)
    living = attempt.legs.exclude(state__in=ENDED_LEGS)
    living.update(hang_up_wanted=True, check_at=now + HANGING_UP)
