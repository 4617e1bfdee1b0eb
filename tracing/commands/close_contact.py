from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from tracing.events import ContactChanged
from tracing.models import Contact
from tracing.refusals import ContactHasMovedOn
from tracing.states import ON_CONTACT_FIELD_LIST, ContactState


@transaction.atomic
def close_contact(contact: Contact, *, by: User, outcome: ContactState) -> None:
    """The field team is done with a contact on its list: informed, refused, or lost to follow-up.

    Refuses with ContactHasMovedOn a contact that is not, or no longer, on the list.
    """
    if contact.state not in ON_CONTACT_FIELD_LIST:
        raise ContactHasMovedOn
    contact.move_to(outcome, closed_at=timezone.now())
    announce(ContactChanged(region_id=contact.region_id, contact_id=contact.pk, state=contact.state), by=by)
