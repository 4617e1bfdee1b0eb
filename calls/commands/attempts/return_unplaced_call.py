import uuid
from itertools import takewhile
from typing import Any

from django.utils import timezone

from calls.commands.attempts.end_attempt import end_attempt
from calls.commands.move_call import move_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.events import CallNotPlaced, CallPostponed
from calls.models import Attempt, Call
from calls.refusals import CallHasMovedOn
from calls.rules.attempts import pause_after_own_failures
from calls.states import CallState, Outcome
from journal.announce import announce
from journal.steps import step
from telephony.commands.silence_room import silence_room
from workforce.commands.change_presence import change_presence
from workforce.states import AgentState

REMEMBERED = 10


@step
def return_unplaced_call(attempt: Attempt) -> None:
    """The person's line never rang, through our own failure: nobody's missed call, and nothing for the agent to say.

    1. The attempt ends as not placed and does not count. An agent who hung up before keeps their wrap-up.
    2. Both legs are to be hung up: the agent's is waiting for the conversation.
    3. The call waits, longer with each failure in a row, and keeps its rank and what was promised.
    4. The agent is ready and offered the next call at once.
    """
    now = timezone.now()
    if attempt.hung_up_at or not end_attempt(attempt, Outcome.NOT_PLACED, now=now):
        return
    silence_room(attempt.room)
    call, holder = attempt.call, attempt.call.held_by
    ids: dict[str, Any] = {"region_id": attempt.region_id, "call_id": call.pk, "agent_id": call.held_by_id}
    announce(CallNotPlaced(attempt_id=attempt.pk, **ids))
    later = now + pause_after_own_failures(_failures_in_a_row(call))
    free: dict[str, Any] = {"held_by": None, "lease_until": None, "token": uuid.uuid4()}
    try:
        move_call(call, CallState.WAITING, CallPostponed, now=now, due_at=later, **free)
    except CallHasMovedOn:
        return
    if holder is not None:
        change_presence(holder.pk, AgentState.READY, now=now)
        offer_next_call(holder, now=now)


def _failures_in_a_row(call: Call) -> int:
    """How often we have failed to place this call since anything else came of it."""
    latest = call.attempts.order_by("-number").values_list("outcome", flat=True)[:REMEMBERED]
    return len(list(takewhile(lambda outcome: outcome == Outcome.NOT_PLACED, latest)))
