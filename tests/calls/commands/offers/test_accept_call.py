import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.offers.accept_call import accept_call
from calls.models import Attempt
from calls.queries.at_work import doing
from calls.refusals import NumberIsBeingCalled, OfferHasLapsed, OutsideCallingHours
from calls.states import CallState, Outcome
from journal.models import Entry
from telephony.models import Leg, LegRole
from telephony.states import LegState
from tests.calls.commands.offers.test_offer_next_call import at_once
from tests.factories.calls import attempt, offered_call, phone_number
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def accept(call, **fields):
    return accept_call(call, **{"agent": call.held_by, "token": call.token} | fields)


def standing(agent):
    return doing(agent).state


def test_the_agents_own_line_is_placed_first():
    call = offered_call()
    attempt = accept(call)
    own, citizen = Leg.objects.order_by("pk")
    assert (own.role, own.to, own.state) == (
        LegRole.AGENT,
        f"client:agent-{call.held_by_id}",
        LegState.PLANNED,
    )
    assert (citizen.role, citizen.to, citizen.check_at) == (LegRole.CITIZEN, call.phone, None)
    assert own.check_at == attempt.began_at


def test_call_and_agent_are_dialling():
    call = offered_call()
    attempt = accept(call)
    call.refresh_from_db()
    assert (call.state, call.attempts_made, attempt.number) == (CallState.DIALLING, 0, 1)
    assert standing(call.held_by) == AgentState.DIALLING
    accepted = Entry.objects.get(name="calls.call_accepted")
    assert accepted.actor == call.held_by
    assert accepted.facts["attempt_id"] == attempt.pk
    assert Entry.objects.filter(name="telephony.leg_planned").count() == 1


def test_attempts_are_numbered_one_after_the_other_whether_they_count_or_not():
    call = offered_call(attempts_made=1)
    for number, outcome in ((1, Outcome.NO_ANSWER), (2, Outcome.NOT_PLACED)):
        attempt(call, number=number, ended_at=timezone.now(), outcome=outcome)
    assert accept(call).number == 3
    call.refresh_from_db()
    assert call.attempts_made == 1


def test_accepting_twice_is_accepting_once():
    call = offered_call()
    assert accept(call) == accept(call)
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    "late", [{"token": uuid.uuid4()}, {"now": timezone.now() + timedelta(days=365)}], ids=["token", "lease"]
)
def test_an_offer_that_has_ended_cannot_be_accepted(late):
    call = offered_call()
    with pytest.raises(OfferHasLapsed):
        accept(call, **late)
    assert not Attempt.objects.exists()


def test_nobody_accepts_the_offer_of_somebody_else():
    one, other = offered_call(), offered_call()
    with pytest.raises(OfferHasLapsed):
        accept(one, agent=other.held_by)


def test_when_the_hours_have_ended_the_call_goes_back_and_the_agent_is_ready():
    call = offered_call()
    agent = call.held_by
    call.region.calling_hours.all().delete()
    with pytest.raises(OutsideCallingHours):
        accept(call)
    call.refresh_from_db()
    assert (call.state, call.held_by) == (CallState.QUEUED, None)
    assert standing(agent) == AgentState.READY


def test_nobody_is_rung_by_two_agents_at_once():
    phone = phone_number()
    one, other = offered_call(phone=phone), offered_call(phone=phone)
    accept(one)
    agent = other.held_by
    before = timezone.now()
    with pytest.raises(NumberIsBeingCalled):
        accept(other)
    other.refresh_from_db()
    assert other.state == CallState.WAITING
    assert other.due_at >= before + timedelta(minutes=10)
    assert standing(agent) == AgentState.READY


@pytest.mark.django_db(transaction=True)
def test_of_four_agents_who_ring_one_number_together_one_gets_through():
    phone = phone_number()

    def try_to_accept(call):
        try:
            return accept(call)
        except NumberIsBeingCalled:
            return None

    attempts = at_once(try_to_accept, [offered_call(phone=phone) for _ in range(4)])
    assert len([attempt for attempt in attempts if attempt]) == 1
