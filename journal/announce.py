"""Upward you announce: the only way an app tells the apps above it that something happened."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from journal.broadcast import nudge_screens
from journal.events import Event
from journal.gathering import once_committed


def announce(event: Event, *, by: Any = None, written_as: int | None = None) -> None:
    """Tell the rest of the house that something happened. Called by commands only, inside a transaction.

    1. Write it in the journal, in the caller's transaction. `by` is the user who did it, or None. `written_as` is the
       number of the line, where the statement that did it has written that too.
    2. Run what config/reactions.py lists for it, in that order, in the same transaction.
    3. Once committed, nudge the screens in its audience to fetch again what they show.
    """
    entry_id = _write_down(event, by) if written_as is None else written_as
    for react in reactions_to(type(event)):
        react(event)
    once_committed(nudge_screens, (event, entry_id))


def reactions_to(event: type[Event]) -> Sequence[Callable[[Any], object]]:
    """What follows from such an event, in its order (settings.REACTIONS)."""
    found: Sequence[Callable[[Any], object]] = import_string(settings.REACTIONS).get(event, ())
    return found


# By hand, because every step of every call comes by: the model's own way takes three times as long to say the same.
WRITE = """
    INSERT INTO journal_entry (name, region_id, facts, actor_id, happened_at) VALUES (%s, %s, %s, %s, %s)
    RETURNING id"""


def _write_down(event: Event, by: Any) -> int:
    """One line of the journal; its number."""
    facts = event.facts()
    line = [event.name(), facts.get("region_id"), json.dumps(facts), by and by.pk, timezone.now()]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, line)
        return int(cursor.fetchone()[0])
