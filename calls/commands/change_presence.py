from datetime import datetime

from django.db import transaction
from django.utils import timezone

from calls.events import AgentChanged
from calls.models import Call, PauseReason, Presence, Spell
from calls.states import AgentState
from journal.announce import announce


@transaction.atomic
def change_presence(
    agent_id: int,
    state: AgentState,
    *,
    reason: PauseReason | None = None,
    call: Call | None = None,
    now: datetime | None = None,
) -> Presence:
    """Move an agent to a state, with the `reason` of a pause or the `call` they work on.

    1. Move the agent, if they still stand where the table of states allows; else AgentHasMovedOn.
    2. End their running spell and begin the next one.
    3. Announce it.

    Where a call moves too, move it first: everybody locks the call before the agent, so nobody waits in a circle.
    """
    now = now or timezone.now()
    also = {"hand_raised_at": None} if state == AgentState.OFFLINE else {}
    presence = Presence(agent_id=agent_id).move_to(state, reason=reason, call=call, since=now, **also)
    begin_spell(presence)
    announce(
        AgentChanged(
            region_id=presence.region_id,
            agent_id=agent_id,
            state=state,
            reason=reason.code if reason else "",
        )
    )
    return presence


def begin_spell(presence: Presence) -> None:
    """Spells touch and never overlap; time offline is no work and has none."""
    Spell.objects.filter(agent_id=presence.agent_id, ended_at=None).update(ended_at=presence.since)
    if presence.state != AgentState.OFFLINE:
        Spell.objects.create(
            agent_id=presence.agent_id,
            region_id=presence.region_id,
            state=presence.state,
            reason_id=presence.reason_id,
            began_at=presence.since,
        )
