import uuid
from contextlib import suppress
from datetime import datetime
from itertools import takewhile

from django.db import transaction
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.commands.offer_next_call import offer_next_call
from calls.commands.start_wrap_up import want_silence
from calls.events import CallNotPlaced, CallPostponed
from calls.models import Attempt, Call
from calls.refusals import AgentHasMovedOn, CallHasMovedOn
from calls.rules.attempts import pause_after_own_failures
from calls.states import AgentState, CallState, Outcome
from journal.announce import announce

REMEMBERED = 10


@transaction.atomic
def return_unplaced_call(attempt: Attempt) -> None:
    """The person's line never rang, through our own failure: nobody's missed call, and nothing for the agent to say.

    1. The attempt ends as not placed and does not count. An agent who hung up before keeps their wrap-up.
    2. Both lines are to be hung up: the agent's is waiting for the conversation.
    3. The call waits, longer with each failure in a row, and keeps its rank and what was promised.
    4. The agent is ready and offered the next call at once. Announce it.
    """
    now = timezone.now()
    still_open = Attempt.objects.filter(pk=attempt.pk, ended_at=None, hung_up_at=None)
    if not still_open.update(hung_up_at=now, ended_at=now, outcome=Outcome.NOT_PLACED):
        return
    want_silence(attempt)
    ids = {"region_id": attempt.region_id, "call_id": attempt.call_id, "agent_id": attempt.agent_id}
    announce(CallNotPlaced(attempt_id=attempt.pk, **ids))
    # Whatever became of call and agent meanwhile, the lines are hung up all the same.
    with suppress(CallHasMovedOn, AgentHasMovedOn):
        _put_back(attempt.call, now)
        change_presence(attempt.agent_id, AgentState.READY, now=now)
        announce(CallPostponed(**ids))
        offer_next_call(attempt.agent, now=now)


def _put_back(call: Call, now: datetime) -> None:
    """Let it wait until the company may have come to its senses; the hour of the day is the queue's business."""
    free = {"held_by": None, "lease_until": None, "token": uuid.uuid4()}
    call.move_to(CallState.WAITING, due_at=now + pause_after_own_failures(_failures_in_a_row(call)), **free)


def _failures_in_a_row(call: Call) -> int:
    """How often we have failed to place this call since anything else came of it."""
    latest = call.attempts.order_by("-number").values_list("outcome", flat=True)[:REMEMBERED]
    return len(list(takewhile(lambda outcome: outcome == Outcome.NOT_PLACED, latest)))
