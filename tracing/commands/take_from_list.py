from django.db import transaction

from accounts.models import User
from journal.announce import announce
from tracing.events import CaseChanged, ContactChanged
from tracing.models import Case, Contact


@transaction.atomic
def take_from_list(about: Case | Contact, *, by: User) -> None:
    """Somebody of the field team takes a case or a contact from the list, so that nobody else drives there too.

    Refuses when another has taken it already.
    """
    free = type(about)._base_manager.filter(pk=about.pk, taken_by=None)
    if not free.update(taken_by=by):
        raise about.MOVED_ON
    if isinstance(about, Case):
        announce(CaseChanged(region_id=about.region_id, case_id=about.pk, state=about.state), by=by)
    else:
        announce(ContactChanged(region_id=about.region_id, contact_id=about.pk, state=about.state), by=by)
