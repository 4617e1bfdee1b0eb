from django.db import transaction

from accounts.models import User
from scenarios.models import Run
from tracing.models import Case
from tracing.queries.described import day_meant


@transaction.atomic
def record_onset(*, run: Run, by: User, date: str = "") -> None:
    """When the first symptoms began, as an index case tells it: the action that scripts call `record_onset`.

    `date` is ISO 8601, at the region's place. No date (no symptoms, or nobody knows), an impossible one or one still
    to come leaves the case as it is.
    """
    if onset := day_meant(date, run.region):
        Case.objects.filter(interviews__run=run).update(onset_date=onset)
