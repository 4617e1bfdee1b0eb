import pytest

from journal.models import Entry
from telephony.commands.ring_leg import ring_leg
from telephony.models import Leg
from tests.telephony.company import dialling_attempt, leg_of

pytestmark = pytest.mark.django_db


def test_a_waiting_leg_is_ordered_once():
    leg = leg_of(dialling_attempt(), "citizen")
    assert [ring_leg(leg), ring_leg(leg)] == [True, False]
    assert Entry.objects.filter(name="telephony.leg_planned").count() == 1


def test_a_leg_that_is_not_wanted_any_more_is_not_rung():
    leg = leg_of(dialling_attempt(), "citizen")
    Leg.objects.update(hang_up_wanted=True)
    assert not ring_leg(leg)
