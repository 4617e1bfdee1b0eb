from datetime import datetime

from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from journal.steps import step
from workforce.commands.log_state import log_state
from workforce.events import AgentChanged
from workforce.models import PauseReason, Presence
from workforce.states import AgentState


@step
def change_presence(
    agent_id: int,
    state: AgentState,
    *,
    reason: PauseReason | None = None,
    by: User | None = None,
    now: datetime | None = None,
) -> Presence:
    """An agent is ready from now on, pauses for a `reason`, or is offline.

    1. Move the agent, if they still stand where the table of states allows; else AgentHasMovedOn.
    2. Their time is counted in the new state from now on.
    3. Announce it; `by` is who wanted it, None for the system.

    Where a call moves too, move it first: everybody locks the call before the agent, so nobody waits in a circle.
    """
    now = now or timezone.now()
    also = {"hand_raised_at": None} if state == AgentState.OFFLINE else {}
    presence = Presence(agent_id=agent_id).move_to(state, reason=reason, since=now, **also)
    log_state(agent_id, state, region_id=presence.region_id, at=now, reason=reason)
    announce(
        AgentChanged(
            region_id=presence.region_id,
            agent_id=agent_id,
            state=state,
            reason=reason.code if reason else "",
        ),
        by=by,
    )
    return presence
