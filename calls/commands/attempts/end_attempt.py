from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce

from calls.models import Attempt, NumberUnderWay
from calls.states import Outcome


@transaction.atomic
def end_attempt(attempt: Attempt, outcome: Outcome, *, now: datetime, **also: Any) -> bool:
    """An attempt ends once, with an outcome and the fields in `also`; its number may be rung again from then on.

    One guarded UPDATE: False, and nothing changed, when it had ended before. `now` is aware.
    """
    still_open = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
    if not still_open.update(ended_at=now, hung_up_at=Coalesce("hung_up_at", now), outcome=outcome, **also):
        return False
    NumberUnderWay.objects.filter(call=attempt.call_id).delete()
    attempt.refresh_from_db()
    return True
