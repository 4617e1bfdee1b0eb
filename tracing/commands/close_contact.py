from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from tracing.events import ContactChanged
from tracing.models import Contact
from tracing.refusals import ContactHasMovedOn
from tracing.states import ON_CONTACT_FIELD_LIST, ContactState, ToldBy


@transaction.atomic
def close_contact(contact: Contact, *, by: User, outcome: ContactState) -> None:
    """The field team is done with a contact on its list: informed, refused, or lost to follow-up.

    Who was informed was told the end of quarantine that binds, as the list shows it. Refuses with ContactHasMovedOn
    a contact that is not, or no longer, on the list.
    """
    # Held, so that nobody moves the end between what is written down as told and the contact being informed.
    contact.refresh_from_db(from_queryset=Contact.objects.select_for_update())
    if contact.state not in ON_CONTACT_FIELD_LIST:
        raise ContactHasMovedOn
    was_told = {}
    if outcome == ContactState.INFORMED:
        was_told = {"told_by": ToldBy.VISIT, "told_until": contact.binding.quarantine_until}
    contact.move_to(outcome, closed_at=timezone.now(), **was_told)
    announce(ContactChanged(region_id=contact.region_id, contact_id=contact.pk, state=contact.state), by=by)
