"""What a room can hold before anything of it has a button: transfer, a third party, a listener, a caller."""

import pytest
from django.db import IntegrityError, transaction

from telephony.commands.open_room import open_room
from telephony.models import Leg
from telephony.states import Direction, LegRole, LegState
from tests.factories.accounts import agent, region
from tests.telephony.company import plan_leg

pytestmark = pytest.mark.django_db
PHONE = "+32470123456"


@pytest.fixture
def room(db):
    """A room with an agent and a citizen in it."""
    room = open_room(region())
    plan_leg(room, role=LegRole.AGENT, to="client:agent-1", user=agent(room.region))
    plan_leg(room, role=LegRole.CITIZEN, to=PHONE)
    return room


def refused(room, role):
    with pytest.raises(IntegrityError), transaction.atomic():
        plan_leg(room, role=role, to=PHONE)
    return True


def test_two_agents_lead_one_conversation_one_after_the_other(room):
    assert refused(room, LegRole.AGENT)
    room.legs.filter(role=LegRole.AGENT).update(state=LegState.COMPLETED)
    plan_leg(room, role=LegRole.AGENT, to="client:agent-2", user=agent(room.region))
    assert room.legs.filter(role=LegRole.AGENT).count() == 2


def test_one_citizen_at_a_time_is_talked_to(room):
    assert refused(room, LegRole.CITIZEN)
    room.legs.filter(role=LegRole.CITIZEN).update(state=LegState.BUSY)
    assert plan_leg(room, role=LegRole.CITIZEN, to=PHONE)


@pytest.mark.parametrize("role", [LegRole.INTERPRETER, LegRole.SUPERVISOR, LegRole.COLLEAGUE])
def test_third_parties_and_listeners_may_be_many(room, role):
    for _number in range(2):
        plan_leg(room, role=role, to=PHONE)
    assert room.legs.alive().count() == 4


def test_a_caller_rings_us_before_anybody_knows_whom_they_mean():
    room = open_room(None)
    caller = Leg.objects.create(
        room=room,
        role=LegRole.CALLER,
        direction=Direction.INBOUND,
        to=PHONE,
        provider_ref="CA9",
        state=LegState.RINGING,
    )
    assert (caller.region, room.region) == (None, None)
    plan_leg(room, role=LegRole.AGENT, to="client:agent-1")
    assert room.legs.alive().count() == 2


def test_only_a_caller_rings_us(room):
    with pytest.raises(IntegrityError, match="only_a_caller_rings_us"), transaction.atomic():
        room.legs.filter(role=LegRole.CITIZEN).update(direction=Direction.INBOUND)
