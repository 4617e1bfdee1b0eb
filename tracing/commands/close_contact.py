from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tracing.commands.move_subject import move_subject
from tracing.models import Contact
from tracing.refusals import ContactHasMovedOn
from tracing.states import ContactState, ToldBy


@transaction.atomic
def close_contact(contact: Contact, *, by: User, outcome: ContactState) -> None:
    """The field team is done with a contact on its list: informed, refused, or lost to follow-up.

    1. Refuse with ContactHasMovedOn a contact that is not, or no longer, on the list.
    2. Somebody named by several cases was visited once, for all of them that stand on the list. Who was informed
       was told the end of quarantine that binds, as the list shows it.
    """
    # Held, so that nobody moves the end between what is written down as told and the contact being informed.
    visited = list(contact.alike().with_field_team().order_by("pk").select_for_update())
    if contact.pk not in {one.pk for one in visited}:
        raise ContactHasMovedOn
    was_told = {}
    if outcome == ContactState.INFORMED:
        was_told = {"told_by": ToldBy.VISIT, "told_until": contact.binding.quarantine_until}
    for one in visited:
        move_subject(one, outcome, by=by, closed_at=timezone.now(), **was_told)
    contact.refresh_from_db()
