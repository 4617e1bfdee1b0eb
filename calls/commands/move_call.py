from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from calls.events import CallEvent
from calls.models import Call
from calls.states import AT_WORK, HELD_CALLS, CallState
from journal.announce import announce
from journal.steps import step
from workforce.commands.log_state import log_state


@step
def move_call(
    call: Call,
    state: CallState,
    announcing: type[CallEvent],
    *,
    by: User | None = None,
    facts: dict[str, Any] | None = None,
    now: datetime | None = None,
    **also: Any,
) -> Call:
    """A call goes on to its next state. The only place where one call moves.

    1. Move it, with the fields in `also`, if it still stands where the table of states allows; else CallHasMovedOn.
    2. Whoever holds it then is at work in that state: their time is counted so from `now` (aware) on. For whoever has
       let go of it, change_presence says what they do next.
    3. Announce it as `announcing`, with the event's own `facts`; `by` is who did it, None for the system.
    """
    now = now or timezone.now()
    holder = call.held_by_id
    call.move_to(state, state_since=now, **also)
    if state in HELD_CALLS and call.held_by_id is not None:
        holder = call.held_by_id
        log_state(holder, AT_WORK[state], region_id=call.region_id, at=now)
    ids: dict[str, Any] = {"region_id": call.region_id, "call_id": call.pk, "agent_id": holder}
    announce(announcing(**ids, **(facts or {})), by=by)
    return call
