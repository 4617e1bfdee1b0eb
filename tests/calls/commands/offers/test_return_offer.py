from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from calls.commands.offers.return_offer import return_offer
from calls.queries.at_work import doing
from calls.refusals import CallHasMovedOn
from calls.rules.ranking import rank_of
from calls.states import CallState
from journal.models import Entry
from tests.factories.calls import campaign, offered_call
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_the_call_gets_its_old_place_and_a_new_token():
    call = offered_call()
    returned = return_offer(call, AgentState.READY)
    assert (returned.state, returned.held_by, returned.lease_until) == (CallState.QUEUED, None, None)
    assert returned.rank == call.rank
    assert returned.token != call.token


def test_its_agent_is_free_and_holds_nothing():
    call = offered_call()
    return_offer(call, AgentState.READY)
    presence = doing(call.held_by)
    assert (presence.state, presence.call) == (AgentState.READY, None)
    assert Entry.objects.get(name="calls.call_returned").facts["agent_id"] == call.held_by_id


def test_it_may_have_to_wait():
    call = offered_call(campaign=campaign(priority=2))
    later = timezone.now() + timedelta(minutes=10)
    returned = return_offer(call, AgentState.READY, not_before=later)
    assert (returned.state, returned.due_at) == (CallState.WAITING, later)
    assert returned.rank == rank_of(later - timedelta(hours=2), 0)


@pytest.mark.parametrize("minutes", [None, 10])
def test_what_was_promised_stays_promised(minutes):
    promised = timezone.now() - timedelta(minutes=1)
    rank = rank_of(promised, 0, promised)
    call = offered_call(promised_for=promised, rank=rank)
    later = minutes and timezone.now() + timedelta(minutes=minutes)
    returned = return_offer(call, AgentState.READY, not_before=later)
    assert (returned.promised_for, returned.rank) == (promised, rank)


def test_an_offer_ends_once():
    call = offered_call()
    return_offer(call, AgentState.READY)
    with pytest.raises(CallHasMovedOn), transaction.atomic():
        return_offer(call, AgentState.OFFLINE)
    assert doing(call.held_by).state == AgentState.READY
