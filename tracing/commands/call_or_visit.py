from django.db import transaction

from journal.announce import announce
from tracing.commands.queue_conversation import queue_conversation
from tracing.events import CaseChanged, ContactChanged
from tracing.models import Case, Contact
from tracing.states import CaseState, ContactState


@transaction.atomic(savepoint=False)
def call_or_visit(about: Case | Contact) -> None:
    """Somebody has to be talked to: owe them a call; where the telephone cannot do it, the field team goes there."""
    if queue_conversation(about) is not None:
        return
    if isinstance(about, Case):
        about.move_to(CaseState.WITH_FIELD_TEAM)
        announce(CaseChanged(region_id=about.region_id, case_id=about.pk, state=about.state))
    else:
        about.move_to(ContactState.NO_NUMBER)
        announce(ContactChanged(region_id=about.region_id, contact_id=about.pk, state=about.state))
