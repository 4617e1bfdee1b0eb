from django.db import transaction

from accounts.models import User
from tracing.commands.move_subject import move_subject
from tracing.models import Subject


@transaction.atomic(savepoint=False)
def hand_to_field_team(subject: Subject, *, by: User | None) -> None:
    """The telephone could not do it: somebody goes there, once for all that this person is to be told.

    That includes what became known while it rang. What the telephone no longer owes stays where it is. `by` is the
    agent who says so; None: the attempts are spent.
    """
    for one in subject.alike().by_telephone():
        move_subject(one, subject.FOLLOW_UP.not_reached, by=by)
