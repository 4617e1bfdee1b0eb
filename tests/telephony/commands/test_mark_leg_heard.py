import pytest

from telephony.commands.mark_leg_heard import mark_leg_heard
from telephony.models import Leg, Room
from tests.telephony.company import dialling_attempt, leg_of, talking_attempt

pytestmark = pytest.mark.django_db


def test_a_person_on_the_citizens_leg_is_heard_once():
    attempt = talking_attempt()
    mark_leg_heard(Room.objects.filter(pk=attempt.room_id).values("pk"))
    first = leg_of(attempt, "citizen").heard_at
    mark_leg_heard(Room.objects.filter(pk=attempt.room_id).values("pk"))
    assert first is not None
    assert leg_of(attempt, "citizen").heard_at == first
    assert leg_of(attempt, "agent").heard_at is None


def test_nobody_is_heard_before_the_answer_nor_on_a_machine():
    ringing, machine = dialling_attempt(), talking_attempt()
    Leg.objects.filter(room=machine.room).update(is_machine=True)
    for attempt in (ringing, machine):
        mark_leg_heard(Room.objects.filter(pk=attempt.room_id).values("pk"))
        assert leg_of(attempt, "citizen").heard_at is None
