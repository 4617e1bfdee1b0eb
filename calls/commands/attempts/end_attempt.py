from datetime import datetime
from typing import Any

from django.db.models.functions import Coalesce

from calls.models import Attempt, NumberUnderWay
from calls.states import Outcome
from journal.steps import step


@step
def end_attempt(attempt: Attempt, outcome: Outcome, *, now: datetime, **also: Any) -> bool:
    """An attempt ends once, with an outcome and the fields in `also`; its number may be rung again from then on.

    One guarded UPDATE: False, and nothing changed, when it had ended before. `now` is aware. Whether the attempt counts
    is read again afterwards, when its row is ours: a ring may have been heard meanwhile, and nobody adds it later.
    """
    still_open = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
    said = {"ended_at": now, "outcome": outcome} | also
    if not still_open.update(hung_up_at=Coalesce("hung_up_at", now), **attempt.at_rest(**said)):
        return False
    NumberUnderWay.objects.filter(call=attempt.call_id).delete()
    for name, value in said.items():
        setattr(attempt, name, value)
    attempt.hung_up_at = attempt.hung_up_at or now
    attempt.refresh_from_db(fields=["is_counted"])
    return True
