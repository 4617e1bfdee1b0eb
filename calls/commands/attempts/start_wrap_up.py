from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from calls.commands.move_call import move_call
from calls.events import ConversationEnded
from calls.models import Attempt
from calls.refusals import CallHasMovedOn
from calls.states import CallState, Outcome
from telephony.commands.silence_room import silence_room
from telephony.models import Leg
from telephony.states import Fault, LegRole, LegState

HINTS = {
    LegState.BUSY: Outcome.BUSY,
    LegState.NO_ANSWER: Outcome.NO_ANSWER,
}


@transaction.atomic(savepoint=False)
def start_wrap_up(attempt: Attempt) -> None:
    """The conversation, or the attempt to have one, is over: the agent says how it went.

    1. Note what the legs say about how it ended; late news may still correct that until the agent has decided.
    2. The first time only: every leg is to be hung up, and a citizen who was not rung yet never is.
    3. The call, and whoever holds it, go to wrap-up. Announce it.
    """
    hint = _hint_of(attempt.legs.filter(role=LegRole.CITIZEN).latest("pk"))
    still_open = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
    still_open.update(hint=hint, **_without_answer(hint))
    if not still_open.filter(hung_up_at=None).update(hung_up_at=timezone.now()):
        return
    attempt.refresh_from_db()
    silence_room(attempt.room)
    facts = {"attempt_id": attempt.pk, "outcome": hint}
    # Whatever became of the call meanwhile, the legs are hung up all the same.
    with suppress(CallHasMovedOn):
        move_call(attempt.call, CallState.WRAP_UP, ConversationEnded, facts=facts)


def _hint_of(citizen: Leg) -> Outcome:
    """How it ended, as far as the citizen's leg tells: a person, a voicemail, busy, nobody, a dead number."""
    if citizen.is_machine:
        return Outcome.VOICEMAIL
    if citizen.answered_at:
        return Outcome.REACHED
    if citizen.has_dead_number:
        return Outcome.FAILED_NUMBER
    if citizen.fault == Fault.UNAVAILABLE:
        return Outcome.NO_ANSWER
    return HINTS.get(LegState(citizen.state), Outcome.BROKEN_OFF)


def _without_answer(hint: Outcome) -> dict[str, None]:
    """A voicemail picking up is nobody answering."""
    return {"answered_at": None} if hint == Outcome.VOICEMAIL else {}
