import pytest

from journal.models import Entry
from telephony.commands.silence_room import silence_room
from telephony.states import Fault, LegState
from tests.telephony.company import dialling_attempt, leg_of, talking_attempt

pytestmark = pytest.mark.django_db


def test_every_leg_that_lives_is_to_be_hung_up_soon():
    attempt = talking_attempt()
    silence_room(attempt.room)
    assert [leg.hang_up_wanted for leg in attempt.legs] == [True, True]
    assert Entry.objects.get(name="telephony.room_silenced").facts["room_id"] == attempt.room_id


def test_a_leg_that_was_never_placed_is_cancelled_and_says_why():
    attempt = dialling_attempt()
    silence_room(attempt.room, fault=Fault.AGENT_LEFT)
    citizen = leg_of(attempt, "citizen")
    assert (citizen.state, citizen.fault, citizen.hang_up_wanted) == (LegState.CANCELLED, "agent_left", False)
    assert not Entry.objects.exists()


def test_silence_twice_is_said_once():
    attempt = talking_attempt()
    attempt.legs.update(state=LegState.COMPLETED)
    silence_room(attempt.room)
    assert not Entry.objects.filter(name="telephony.room_silenced").exists()
