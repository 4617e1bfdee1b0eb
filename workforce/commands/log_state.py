from datetime import datetime
from typing import Any

from django.db import connection

from journal.steps import step
from workforce.models import PauseReason
from workforce.states import AgentState

# One statement. The INSERT asks for what the UPDATE did, so that it runs after it: an agent has one open stretch.
LOG = """
WITH ended AS (
    UPDATE workforce_timeinstate SET ended_at = %(at)s WHERE agent_id = %(agent)s AND ended_at IS NULL RETURNING id
)
INSERT INTO workforce_timeinstate (agent_id, region_id, state, reason_id, began_at)
SELECT %(agent)s, %(region)s, %(state)s, %(reason)s, %(at)s
 WHERE %(state)s <> 'offline' AND (SELECT count(*) FROM ended) >= 0
"""


@step
def log_state(
    agent_id: int, state: AgentState, *, region_id: int, at: datetime, reason: PauseReason | None = None
) -> None:
    """From `at` (aware) on, an agent's time is spent in `state`.

    Stretches touch and never overlap; time offline is no work and has none. The caller holds the lock of whatever says
    what the agent does: their presence, or the call that they hold.
    """
    known: dict[str, Any] = {"agent": agent_id, "region": region_id, "state": str(state), "at": at}
    with connection.cursor() as cursor:
        cursor.execute(LOG, known | {"reason": reason and reason.pk})
