"""Upward you announce."""

import pytest
from django.db import transaction

from journal.announce import announce
from journal.models import Entry
from journal.refusals import Refusal
from tests.cast import amina
from tests.journal.news import BellRang

pytestmark = pytest.mark.django_db
REACTIONS: dict[type, list] = {}
BELL = BellRang(region_id=7)


@pytest.fixture(autouse=True)
def reactions(settings, monkeypatch):
    settings.REACTIONS = f"{__name__}.REACTIONS"
    monkeypatch.setitem(REACTIONS, BellRang, [])
    return REACTIONS[BellRang]


def named(deliver):
    """The same with a name, which Django's log wants."""
    return lambda items: deliver(items)


@pytest.fixture
def nudged(monkeypatch):
    sent = []
    monkeypatch.setattr("journal.announce.nudge_screens", named(sent.extend))
    return sent


def test_what_happened_is_written_with_its_ids_and_who_did_it():
    somebody = amina()
    announce(BELL, by=somebody)
    entry = Entry.objects.get(name="tests.bell_rang")
    assert (entry.facts, entry.actor) == ({"region_id": 7, "user_id": None}, somebody)


def test_what_nobody_did_has_no_author():
    announce(BELL)
    assert Entry.objects.get().actor is None


def test_reactions_run_in_the_order_of_the_table_and_find_the_line_written(reactions):
    seen = []
    reactions += [
        lambda event: seen.append(("first", event, Entry.objects.count())),
        lambda _: seen.append("second"),
    ]
    announce(BELL)
    assert seen == [("first", BELL, 1), "second"]


def test_a_reaction_that_refuses_undoes_everything(reactions, nudged, django_capture_on_commit_callbacks):
    def refuse(event):
        raise Refusal

    reactions.append(refuse)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refusal), transaction.atomic():
        announce(BELL)
    assert not Entry.objects.exists()
    assert nudged == []


def test_screens_are_nudged_only_once_it_is_committed(nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        announce(BELL)
        assert nudged == []
    assert nudged == [(BELL, Entry.objects.get().pk)]


def test_what_is_rolled_back_never_happened(nudged, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        announce(BELL)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()
    assert nudged == []


def test_a_nudge_that_fails_undoes_nothing(monkeypatch, django_capture_on_commit_callbacks):
    def fail(news):
        raise RuntimeError

    monkeypatch.setattr("journal.announce.nudge_screens", fail)
    with django_capture_on_commit_callbacks(execute=True):
        announce(BELL)
    assert Entry.objects.count() == 1


def test_all_that_a_transaction_announces_is_nudged_about_at_once(
    monkeypatch, django_capture_on_commit_callbacks
):
    outings = []
    monkeypatch.setattr("journal.announce.nudge_screens", named(outings.append))
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        announce(BELL)
        with transaction.atomic():
            announce(BellRang(region_id=8))
            transaction.set_rollback(True)
        announce(BellRang(region_id=9))
    with django_capture_on_commit_callbacks(execute=True):
        announce(BELL)
    assert [[event.region_id for event, _entry in outing] for outing in outings] == [[7, 9], [7]]
