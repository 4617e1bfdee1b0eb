from uuid import UUID

from django.db import transaction

from accounts.models import User
from calls.models import Attempt, Call
from calls.refusals import NotesHaveChanged
from calls.rules.notes import as_kept


@transaction.atomic
def keep_notes(
    call: Call, *, agent: User, notes: str, window: UUID | None = None, known: UUID | None = None
) -> None:
    """What the agent types beside the script, kept while typing; at most 4000 characters.

    `window` is the one that has written them, `known` the one whose notes it goes on from (None for none): refused with
    NotesHaveChanged if a third has written since. Without `window` they take the place of whatever stands there. An
    attempt that has ended keeps the notes it ended with.
    """
    still_open = Attempt.objects.filter(call=call, call__held_by=agent, ended_at=None)
    for attempt in still_open.select_for_update(of=("self",)).only("key", "notes_by"):
        if window and attempt.notes_by not in (None, window, known):
            raise NotesHaveChanged
        still_open.filter(pk=attempt.pk).update(**attempt.at_rest(notes=as_kept(notes)), notes_by=window)
