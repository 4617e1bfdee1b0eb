from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from journal.announce import announce
from tracing.events import CaseChanged, ContactChanged
from tracing.models import Case, Contact


@transaction.atomic
def take_from_list(about: Case | Contact, *, by: User) -> None:
    """Somebody of the field team takes a case or a contact from the list, so that nobody else drives there too.

    Who was named by several cases is visited once: all that is told them is taken together. Refuses when another has
    taken it already.
    """
    if isinstance(about, Case):
        taken = _taken(Case.objects.filter(pk=about.pk), by)
    else:
        taken = _taken(Contact.objects.alike(about).with_field_team(), by)
    if about.pk not in taken:
        raise about.MOVED_ON
    for key in taken:
        if isinstance(about, Case):
            announce(CaseChanged(region_id=about.region_id, case_id=key, state=about.state), by=by)
        else:
            announce(ContactChanged(region_id=about.region_id, contact_id=key, state=about.state), by=by)


def _taken(rows: QuerySet[Case] | QuerySet[Contact], by: User) -> list[int]:
    """Those that were free and are `by`'s now; locked in one order, so that two who take at once do not deadlock."""
    free = rows.filter(taken_by=None).order_by("pk").select_for_update().values_list("pk", flat=True)
    keys = list(free)
    rows.model._base_manager.filter(pk__in=keys).update(taken_by=by)
    return keys
