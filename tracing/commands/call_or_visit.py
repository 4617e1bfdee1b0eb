from django.db import transaction

from accounts.models import User
from tracing.commands.move_subject import move_subject
from tracing.commands.queue_conversation import queue_conversation
from tracing.models import Case, Contact
from tracing.states import CaseState, ContactState


@transaction.atomic(savepoint=False)
def call_or_visit(about: Case | Contact, *, by: User | None) -> None:
    """Somebody has to be talked to: owe them a call; where the telephone cannot do it, the field team goes there.

    `by` is whose doing it is; None: a machine's.
    """
    if queue_conversation(about) is not None:
        return
    if isinstance(about, Case):
        move_subject(about, CaseState.WITH_FIELD_TEAM, by=by)
    else:
        move_subject(about, ContactState.NO_NUMBER, by=by)
