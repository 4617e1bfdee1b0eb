from datetime import datetime

from django.db import transaction

from workforce.models import PauseReason, TimeInState
from workforce.states import AgentState


@transaction.atomic
def log_state(
    agent_id: int, state: AgentState, *, region_id: int, at: datetime, reason: PauseReason | None = None
) -> None:
    """From `at` (aware) on, an agent's time is spent in `state`.

    Stretches touch and never overlap; time offline is no work and has none. The caller holds the lock of whatever says
    what the agent does: their presence, or the call that they hold.
    """
    TimeInState.objects.filter(agent_id=agent_id, ended_at=None).update(ended_at=at)
    if state != AgentState.OFFLINE:
        TimeInState.objects.create(
            agent_id=agent_id, region_id=region_id, state=state, reason=reason, began_at=at
        )
