"""A promised call-back, from the promise to the ring: nothing that is not promised goes before it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from calls.commands.agents.go_ready import go_ready
from calls.commands.attempts.hang_up import hang_up
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.decline_call import decline_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.commands.offers.take_back_stale_offers import take_back_stale_offers
from calls.commands.queue.wake_due_calls import wake_due_calls
from calls.models import Attempt, Call, NumberUnderWay
from calls.queries.desk import current_call
from calls.rules.ranking import rank_of
from calls.states import CallState
from config.invariants import violations
from journal.refusals import Refusal
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.port import LegNews
from telephony.states import Fault, LegState
from tests.examples import examples
from tests.factories.calls import (
    LEASE_IS_OVER,
    attempt,
    call_in_wrap_up,
    campaign,
    held_call,
    phone_number,
    present_agent,
    queued_call,
    ready_agent,
)

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=90)


def promised(where, ago, **fields):
    """Whoever was promised an hour that came so long ago stands in the queue."""
    hour = timezone.now() - ago
    rank = rank_of(hour, 0, hour)
    return queued_call(where, due_at=hour, rank=rank, promised_for=hour, **fields)


def old_and_urgent(where):
    """The call that went before every other until now."""
    since = timezone.now() - LONG_AGO
    return queued_call(where, due_at=since, rank=rank_of(since, 9))


def test_it_goes_before_whatever_has_waited_longer_in_its_own_queue_and_in_others():
    agent = ready_agent()
    mild, urgent = campaign(agent.region, priority=0), campaign(agent.region, priority=9)
    old_and_urgent(mild)
    old_and_urgent(urgent)
    later, earlier = promised(mild, timedelta(minutes=1)), promised(mild, timedelta(minutes=2))
    offered = [offer_next_call(agent if turn == 0 else ready_agent(agent.region)) for turn in range(3)]
    assert offered[:2] == [earlier, later]
    assert offered[2].promised_for is None


def test_it_waits_for_its_hour():
    call = call_in_wrap_up()
    hour = timezone.now() + timedelta(minutes=30)
    wrap_up_call(call, agent=call.held_by, disposition="call_back", call_back_at=hour)
    other = old_and_urgent(call.campaign)
    wake_due_calls(now=hour - timedelta(seconds=1))
    assert offer_next_call(ready_agent(call.region)) == other
    old_and_urgent(call.campaign)
    wake_due_calls(now=hour)
    assert offer_next_call(ready_agent(call.region)) == call


def the_agent_declines(call, agent):
    decline_call(call, agent=agent)


def the_offer_lapses(call, agent):
    take_back_stale_offers(now=timezone.now() + LEASE_IS_OVER)


def a_colleague_rings_that_number(call, agent):
    colleague = present_agent(call.region)
    other = held_call(colleague, CallState.DIALLING, call.campaign, phone=call.phone)
    attempt(other)
    with suppress(Refusal):
        accept_call(call, agent=agent, token=call.token)


def the_colleague_is_done():
    """Whatever number was being rung is free again."""
    Attempt.objects.filter(ended_at=None).update(phone_index=None)
    NumberUnderWay.objects.all().delete()


def told(call, agent, role, state, **facts):
    """The agent has accepted; the company has news of that line."""
    began = accept_call(call, agent=agent, token=call.token)
    leg = began.legs.get(role=role)
    leg.advance(LegState.SUBMITTING)
    apply_leg_news(LegNews(leg=leg.key, ref="", state=state, **facts))


def the_company_refuses(call, agent):
    told(call, agent, "citizen", LegState.FAILED, fault=Fault.REFUSES_US)


def the_agents_line_fails(call, agent):
    told(call, agent, "agent", LegState.FAILED)


def the_agent_hangs_up_before_it_rings(call, agent):
    accept_call(call, agent=agent, token=call.token)
    hang_up(call, agent=agent)
    wrap_up_call(call, agent=agent, disposition="no_answer")


NOTHING_RANG = [
    the_agent_declines,
    the_offer_lapses,
    a_colleague_rings_that_number,
    the_company_refuses,
    the_agents_line_fails,
    the_agent_hangs_up_before_it_rings,
]


@pytest.mark.parametrize("mishap", NOTHING_RANG, ids=lambda mishap: mishap.__name__)
def test_it_keeps_its_place_when(mishap):
    agent = ready_agent()
    where = campaign(agent.region)
    call = promised(where, timedelta(minutes=1), phone=phone_number())
    offered = offer_next_call(agent)
    mishap(offered, agent)
    old_and_urgent(where)
    call.refresh_from_db()
    assert (call.held_by, call.promised_for is None) == (None, False)
    assert violations() == []
    the_colleague_is_done()
    wake_due_calls(now=timezone.now() + timedelta(days=1))
    assert offer_next_call(ready_agent(agent.region)) == call


def test_once_it_rang_it_is_a_call_like_any_other():
    agent = ready_agent()
    call = promised(campaign(agent.region), timedelta(minutes=1))
    offered = offer_next_call(agent)
    told(offered, agent, "citizen", LegState.BUSY)
    wrap_up_call(offered, agent=agent, disposition="busy")
    call.refresh_from_db()
    assert (call.promised_for, call.rank) == (None, rank_of(call.due_at, call.campaign.priority))


mishaps = st.lists(st.sampled_from(NOTHING_RANG), max_size=5)


class TestStories(TestCase):
    @examples(8)
    @given(mishaps)
    def test_whatever_goes_wrong_before_it_rings_it_is_the_next(self, story):
        agent = ready_agent()
        where = campaign(agent.region)
        call = promised(where, timedelta(minutes=1), phone=phone_number())
        old_and_urgent(where)
        for mishap in story:
            the_colleague_is_done()
            wake_due_calls(now=timezone.now() + timedelta(days=1))
            if current_call(agent) is None:
                go_ready(agent)
            with suppress(Refusal):
                self.next_up(call, agent, mishap)
        assert Call.objects.get(pk=call.pk).promised_for == call.promised_for

    def next_up(self, call, agent, mishap):
        offered = current_call(agent)
        if offered == call:
            mishap(offered, agent)
