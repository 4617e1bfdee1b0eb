import uuid
from typing import Any

from django.utils import timezone

from calls.commands.attempts.end_attempt import end_attempt
from calls.commands.move_call import move_call
from calls.events import CallPostponed
from calls.models import Attempt
from calls.refusals import CallHasMovedOn
from calls.states import CallState, Outcome
from journal.steps import step
from telephony.commands.silence_room import silence_room
from telephony.states import Fault
from workforce.commands.change_presence import change_presence
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import LINE_FAILED
from workforce.states import AgentState


@step
def give_call_back(attempt: Attempt) -> None:
    """The agent's own leg failed before anybody was rung: that is nobody's missed call.

    1. The attempt ends as broken off and does not count against the person: their line never rang.
    2. The call is due again at once, with its old rank and promise, so that the next ready agent gets it.
    3. The agent is paused for a failed line: with a dead headset they would burn one call after the other. They end
       that pause with one click once the headset works.
    """
    now = timezone.now()
    if not end_attempt(attempt, Outcome.BROKEN_OFF, now=now):
        return
    silence_room(attempt.room, fault=Fault.AGENT_LEFT)
    call, holder = attempt.call, attempt.call.held_by_id
    free: dict[str, Any] = {"held_by": None, "lease_until": None, "token": uuid.uuid4()}
    try:
        move_call(call, CallState.WAITING, CallPostponed, now=now, due_at=now, **free)
    except CallHasMovedOn:
        return
    if holder is not None:
        reason = give_system_pause(call.region_id, LINE_FAILED)
        change_presence(holder, AgentState.PAUSED, reason=reason, now=now)
