from django.db import transaction

from accounts.models import User
from journal.announce import announce
from tracing.models import Case, Contact
from tracing.models.cases import CaseQuerySet, ContactQuerySet


@transaction.atomic
def take_from_list(about: Case | Contact, *, by: User) -> None:
    """Somebody of the field team takes a case or a contact from the list, so that nobody else drives there too.

    Who was named by several cases is visited once: all that is told them is taken together. Refuses when another has
    taken it already.
    """
    if isinstance(about, Case):
        _take(about, Case.objects.filter(pk=about.pk), by)
    else:
        _take(about, Contact.objects.alike(about).with_field_team(), by)


def _take(about: Case | Contact, together: CaseQuerySet | ContactQuerySet, by: User) -> None:
    """Those that are free become `by`'s; locked in one order, so that two who take at once do not deadlock."""
    free = list(together.filter(taken_by=None).order_by("pk").select_for_update())
    if about not in free:
        raise about.MOVED_ON
    together.model.objects.filter(pk__in=[one.pk for one in free]).update(taken_by=by)
    for one in free:
        announce(one.changed(), by=by)
