from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.change_presence import change_presence
from calls.events import CallCancelled
from calls.models import Call
from calls.states import AgentState, CallState
from journal.announce import announce


@transaction.atomic
def cancel_call(call: Call, *, by: User | None = None, now: datetime | None = None) -> Call:
    """A call is no longer owed. Somebody who is offered it becomes ready.

    Refuses with CallHasMovedOn when it is under way or over: what was begun is ended by the agent.
    """
    now = now or timezone.now()
    found = Call.objects.select_for_update(no_key=True).get(pk=call.pk)
    holder = found.held_by_id
    found.move_to(CallState.CANCELLED, held_by=None, lease_until=None, closed_at=now)
    if holder is not None:
        change_presence(holder, AgentState.READY, now=now)
    announce(CallCancelled(region_id=found.region_id, call_id=found.pk, agent_id=holder), by=by)
    return found
