import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from journal.models import Entry
from journal.sealed import Kind, blind_index
from telephony.commands.open_room import open_room
from telephony.commands.plan_legs import plan_legs
from telephony.models import Leg
from telephony.states import LegRole, LegState
from tests.factories.accounts import agent, region

pytestmark = pytest.mark.django_db
PHONE = "+32470123456"


def test_a_leg_that_is_due_is_announced_so_that_it_is_placed():
    room, somebody, now = open_room(region()), agent(), timezone.now()
    plan_legs(room, leg := Leg(role=LegRole.AGENT, to="client:agent-7", user=somebody, check_at=now))
    leg.refresh_from_db()
    assert (leg.state, leg.check_at, leg.user, leg.to_index) == (LegState.PLANNED, now, somebody, None)
    assert (leg.room, leg.region) == (room, room.region)
    assert Entry.objects.get(name="telephony.leg_planned").facts["leg_id"] == leg.pk


def test_a_leg_for_later_waits_until_it_is_rung():
    plan_legs(open_room(region()), leg := Leg(role=LegRole.CITIZEN, to=PHONE, language="nl"))
    assert (leg.check_at, leg.to_index, leg.language) == (None, blind_index(Kind.PHONE, PHONE), "nl")
    assert not Entry.objects.exists()


def test_all_legs_of_a_room_are_one_insert():
    room = open_room(region())
    with CaptureQueriesContext(connection) as sent:
        plan_legs(room, Leg(role=LegRole.AGENT, to="client:agent-7"), Leg(role=LegRole.CITIZEN, to=PHONE))
    assert sum("INSERT" in query["sql"] for query in sent) == 1
    assert set(room.legs.values_list("role", flat=True)) == {LegRole.AGENT, LegRole.CITIZEN}
