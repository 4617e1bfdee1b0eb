import pytest

from calls.commands.attempts.keep_notes import keep_notes
from calls.models import Attempt
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
