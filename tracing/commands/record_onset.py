import datetime

from django.db import transaction

from accounts.models import User
from scenarios.models import Run
from tracing.models import Case
from tracing.queries.places import day_in


@transaction.atomic
def record_onset(*, run: Run, by: User, date: str = "") -> None:
    """When the first symptoms began, as an index case tells it: the action that scripts call `record_onset`.

    `date` is ISO 8601, at the region's place. No date (no symptoms, or nobody knows), an impossible one or one still
    to come leaves the case as it is.
    """
    try:
        onset = datetime.date.fromisoformat(date.strip())
    except ValueError:
        return
    if onset <= day_in(run.region):
        Case.objects.filter(interviews__run=run).update(onset_date=onset)
