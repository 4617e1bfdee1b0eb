import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from scenarios.models import Run
from tracing.models import Case


@transaction.atomic
def record_onset(*, run: Run, by: User, date: str) -> None:
    """When the first symptoms began, as an index case tells it: the action that scripts call `record_onset`.

    `date` is ISO 8601. No date (no symptoms), an impossible one or one still to come leaves the case as it is.
    """
    try:
        onset = datetime.date.fromisoformat(date)
    except ValueError:
        return
    if onset <= timezone.localdate():
        Case.objects.filter(interviews__run=run).update(onset_date=onset)
