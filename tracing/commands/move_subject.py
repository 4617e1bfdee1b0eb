from typing import Any

from django.db import transaction

from accounts.models import User
from journal.announce import announce
from tracing.models.subjects import Subject


@transaction.atomic(savepoint=False)
def move_subject(subject: Subject, state: Any, *, by: User | None, **also: Any) -> None:
    """Move a case or a contact, and the fields in `also`, and announce it: the journal and the lists learn of it.

    The only place that moves them (tests/house/test_announcing.py). `by` is whose doing it is; None: nobody's, the
    machine went on by itself. Refuses with the model's MOVED_ON when somebody else was faster.
    """
    subject.move_to(state, **also)
    announce(subject.changed(), by=by)
