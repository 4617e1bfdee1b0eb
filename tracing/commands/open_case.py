from datetime import date

from django.db import transaction

from journal.inserting import insert_unless_there
from tracing.models import Case, Disease, Person


@transaction.atomic(savepoint=False)
def open_case(person: Person, disease: Disease, *, specimen_date: date) -> tuple[Case, bool]:
    """The person's open case of a disease, and whether this result opened it.

    1. Insert, unless one is open: a constraint decides, so two results at once open one case.
    2. Hold the open one until the caller is through, so that nobody closes it under the result that joins it.
       It may have closed in between; then the insert succeeds on the next turn.
    """
    while True:
        case = Case(region=person.region, person=person, disease=disease, specimen_date=specimen_date)
        if insert_unless_there(case):
            return case, True
        open_now = Case.objects.open().filter(person=person, disease=disease).select_for_update().first()
        if open_now:
            # The caller has these rows at hand: what follows need not read them once more.
            open_now.person, open_now.disease, open_now.region = person, disease, person.region
            return open_now, False
