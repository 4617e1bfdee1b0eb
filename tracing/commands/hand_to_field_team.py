from django.db import transaction

from accounts.models import User
from tracing.commands.move_subject import move_subject
from tracing.models import Case, Contact
from tracing.states import CaseState, ContactState


@transaction.atomic(savepoint=False)
def hand_to_field_team(about: Case | Contact, *, by: User | None) -> None:
    """The telephone could not do it: somebody has to go there. What the telephone no longer owes stays where it is.

    `by` is the agent who says so; None: the attempts are spent.
    """
    if isinstance(about, Contact):
        # Somebody named by several cases is visited once, for all of them: also for what was named while it rang.
        for contact in Contact.objects.alike(about).uninformed():
            move_subject(contact, ContactState.UNREACHABLE, by=by)
    elif about.state in (CaseState.NEW, CaseState.OPEN):
        move_subject(about, CaseState.WITH_FIELD_TEAM, by=by)
