from django.db import transaction

from accounts.models import User
from tracing.commands.move_subject import move_subject
from tracing.commands.queue_conversation import queue_conversation
from tracing.models import Subject


@transaction.atomic(savepoint=False)
def call_or_visit(subject: Subject, *, by: User | None) -> None:
    """Somebody has to be talked to: owe them a call; where the telephone cannot do it, the field team goes there.

    `by` is whose doing it is; None: a machine's.
    """
    if queue_conversation(subject, by=by) is None:
        move_subject(subject, subject.FOLLOW_UP.without_telephone, by=by)
