import pytest

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.models import Call
from calls.states import CallState, Outcome
from journal.models import Entry
from telephony.states import LegState
from tests.telephony.company import dialling_attempt, leg_of, talking_attempt

pytestmark = pytest.mark.django_db


def test_it_starts_once_and_is_announced_once():
    attempt = talking_attempt()
    start_wrap_up(attempt)
    start_wrap_up(attempt)
    attempt.refresh_from_db()
    assert (attempt.hint, attempt.call.state) == (Outcome.REACHED, CallState.WRAP_UP)
    assert Entry.objects.filter(name="calls.conversation_ended").count() == 1
    assert set(attempt.legs.values_list("hang_up_wanted", flat=True)) == {True}


def test_a_citizen_who_was_not_rung_yet_never_is():
    attempt = dialling_attempt()
    start_wrap_up(attempt)
    assert leg_of(attempt, "citizen").state == LegState.CANCELLED


def test_the_lines_are_hung_up_whatever_became_of_the_call():
    attempt = talking_attempt()
    Call.objects.filter(pk=attempt.call_id).update(state=CallState.DONE, held_by=None)
    start_wrap_up(attempt)
    assert leg_of(attempt, "citizen").hang_up_wanted
