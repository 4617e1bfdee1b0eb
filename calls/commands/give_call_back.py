import uuid
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.events import CallPostponed
from calls.models import Attempt, PauseReason
from calls.models.campaigns import LINE_FAILED
from calls.refusals import AgentHasMovedOn, CallHasMovedOn
from calls.states import ENDED_LEGS, AgentState, CallState, LegState, Outcome
from calls.telephony.errors import AGENT_LEFT
from journal.announce import announce


@transaction.atomic
def give_call_back(attempt: Attempt) -> None:
    """The agent's own line failed before anybody was rung: that is nobody's missed call.

    1. The attempt ends as broken off and does not count against the person: their line never rang.
    2. The call is due again at once, with its old rank and promise, so that the next ready agent gets it.
    3. The agent is paused for a failed line: with a dead headset they would burn one call after the other.
    """
    now = timezone.now()
    still_open = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
    if not still_open.update(hung_up_at=now, ended_at=now, outcome=Outcome.BROKEN_OFF):
        return
    never_rung = attempt.legs.exclude(state__in=ENDED_LEGS)
    never_rung.update(state=LegState.CANCELLED, ended_at=now, check_at=None, error_code=AGENT_LEFT)
    try:
        free = {"held_by": None, "lease_until": None, "token": uuid.uuid4()}
        attempt.call.move_to(CallState.WAITING, due_at=now, **free)
    except CallHasMovedOn:
        return
    with suppress(AgentHasMovedOn):
        pause_for_failed_line(attempt)
    announce(CallPostponed(region_id=attempt.region_id, call_id=attempt.call_id, agent_id=attempt.agent_id))


def pause_for_failed_line(attempt: Attempt) -> None:
    """A pause that the agent ends with one click once the headset works."""
    change_presence(attempt.agent_id, AgentState.PAUSED, reason=PauseReason.of_system(LINE_FAILED))
