"""Upward you announce: the only way an app tells the apps above it that something happened."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from journal.broadcast import nudge_screens
from journal.events import Event
from journal.models import Entry


def announce(event: Event, *, by: Any = None) -> None:
    """Tell the rest of the house that something happened. Called by commands only, inside a transaction.

    1. Write it in the journal, in the caller's transaction. `by` is the user who did it, or None.
    2. Run what config/reactions.py lists for it, in that order, in the same transaction.
    3. Once committed, nudge the screens in its audience to fetch again what they show.
    """
    entry = Entry.objects.create(name=event.name(), facts=event.facts(), actor=by)
    for react in import_string(settings.REACTIONS).get(type(event), ()):
        react(event)
    # A function with a name, which Django wants for its log if it fails; a partial has none.
    transaction.on_commit(lambda: nudge_screens(event, entry.pk), robust=True)
