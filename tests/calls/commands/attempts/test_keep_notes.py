from uuid import uuid4

import pytest

from calls.commands.attempts.keep_notes import keep_notes
from calls.models import Attempt
from calls.refusals import NotesHaveChanged
from calls.rules.notes import LONGEST_NOTES
from tests.factories.accounts import agent
from tests.telephony.company import talking_attempt

pytestmark = pytest.mark.django_db


def test_notes_are_kept_while_typing():
    attempt = talking_attempt()
    keep_notes(attempt.call, agent=attempt.agent, notes="Hears badly, speak slowly.")
    assert Attempt.objects.get().notes == "Hears badly, speak slowly."


def test_notes_that_are_too_long_are_cut():
    attempt = talking_attempt()
    keep_notes(attempt.call, agent=attempt.agent, notes="x" * (LONGEST_NOTES + 1))
    assert len(Attempt.objects.get().notes) == LONGEST_NOTES


def test_nobody_writes_into_a_colleagues_notes():
    attempt = talking_attempt()
    keep_notes(attempt.call, agent=agent(attempt.region), notes="not mine")
    assert Attempt.objects.get().notes == ""


def test_a_line_end_counts_once_as_in_the_field():
    attempt = talking_attempt()
    typed = "a\n" * (LONGEST_NOTES // 2)
    keep_notes(attempt.call, agent=attempt.agent, notes=typed.replace("\n", "\r\n"))
    assert Attempt.objects.get().notes == typed


ONE, OTHER = uuid4(), uuid4()


def test_of_two_windows_the_one_that_has_not_seen_the_others_notes_is_refused():
    attempt = talking_attempt()
    keep_notes(attempt.call, agent=attempt.agent, notes="of the one", window=ONE)
    with pytest.raises(NotesHaveChanged):
        keep_notes(attempt.call, agent=attempt.agent, notes="of the other", window=OTHER)
    assert Attempt.objects.get().notes == "of the one"
    keep_notes(attempt.call, agent=attempt.agent, notes="of both", window=OTHER, known=ONE)
    with pytest.raises(NotesHaveChanged):
        keep_notes(attempt.call, agent=attempt.agent, notes="of the one again", window=ONE)
    assert Attempt.objects.get().notes == "of both"


def test_a_window_that_did_not_hear_that_its_notes_were_kept_goes_on_with_them():
    attempt = talking_attempt()
    for typed in ("deaf", "deaf in one ear", "deaf in one ear"):
        keep_notes(attempt.call, agent=attempt.agent, notes=typed, window=ONE)
    assert Attempt.objects.get().notes == "deaf in one ear"
