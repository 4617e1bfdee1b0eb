from django.db import transaction

from accounts.models import User
from calls.models import Attempt, Call
from calls.rules.notes import as_kept


@transaction.atomic
def keep_notes(call: Call, *, agent: User, notes: str) -> None:
    """What the agent types beside the script, kept while typing; at most 4000 characters.

    An attempt that has ended keeps the notes it ended with.
    """
    still_open = Attempt.objects.filter(call=call, call__held_by=agent, ended_at=None)
    for attempt in still_open.only("key"):
        still_open.filter(pk=attempt.pk).update(**attempt.at_rest(notes=as_kept(notes)))
