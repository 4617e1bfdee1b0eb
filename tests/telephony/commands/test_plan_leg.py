import pytest
from django.utils import timezone

from journal.models import Entry
from journal.sealed import blind_index
from telephony.commands.open_room import open_room
from telephony.commands.plan_leg import plan_leg
from telephony.states import LegRole, LegState
from tests.factories.accounts import agent, region

pytestmark = pytest.mark.django_db
PHONE = "+32470123456"


def test_a_leg_that_is_due_is_announced_so_that_it_is_placed():
    room, somebody, now = open_room(region()), agent(), timezone.now()
    leg = plan_leg(room, role=LegRole.AGENT, to="client:agent-7", user=somebody, at=now)
    assert (leg.state, leg.check_at, leg.user, leg.to_index) == (LegState.PLANNED, now, somebody, None)
    assert Entry.objects.get(name="telephony.leg_planned").facts["leg_id"] == leg.pk


def test_a_leg_for_later_waits_until_it_is_rung():
    leg = plan_leg(open_room(region()), role=LegRole.CITIZEN, to=PHONE, language="nl")
    assert (leg.check_at, leg.to_index, leg.language) == (None, blind_index(PHONE), "nl")
    assert not Entry.objects.exists()
