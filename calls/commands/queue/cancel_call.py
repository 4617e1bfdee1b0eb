from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.move_call import move_call
from calls.events import CallCancelled
from calls.models import Call
from calls.states import CallState
from workforce.commands.change_presence import change_presence
from workforce.states import AgentState


@transaction.atomic
def cancel_call(call: Call, *, by: User | None = None, now: datetime | None = None) -> Call:
    """A call is no longer owed. Somebody who is offered it becomes ready.

    Refuses with CallHasMovedOn when it is under way or over: what was begun is ended by the agent.
    """
    now = now or timezone.now()
    found = Call.objects.select_for_update(no_key=True).get(pk=call.pk)
    holder = found.held_by_id
    free: dict[str, Any] = {"held_by": None, "lease_until": None, "closed_at": now}
    move_call(found, CallState.CANCELLED, CallCancelled, by=by, now=now, **free)
    if holder is not None:
        change_presence(holder, AgentState.READY, by=by, now=now)
    return found
