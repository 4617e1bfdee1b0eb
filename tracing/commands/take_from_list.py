from django.db import transaction

from accounts.models import User
from journal.announce import announce
from tracing.models import Subject


@transaction.atomic
def take_from_list(subject: Subject, *, by: User) -> None:
    """Somebody of the field team takes a case or a contact from the list, so that nobody else drives there too.

    Who was named by several cases is visited once: all that is told them is taken together. Refuses when another has
    taken it already.
    """
    listed = subject.alike().with_field_team()
    # Locked in one order, so that two who take at once do not deadlock.
    free = list(listed.filter(taken_by=None).order_by("pk").select_for_update())
    if subject not in free:
        raise subject.MOVED_ON
    listed.filter(pk__in=[one.pk for one in free]).update(taken_by=by)
    for one in free:
        announce(one.changed(), by=by)
