import pytest
from django.utils import timezone

from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.take_back_stale_offers import _take_back, take_back_stale_offers
from calls.queries.at_work import doing
from calls.refusals import CallHasMovedOn
from calls.states import CallState
from tests.factories.calls import LEASE_IS_OVER, offered_call
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_an_offer_nobody_answered_goes_back_and_the_agent_pauses():
    call = offered_call()
    agent = call.held_by
    assert take_back_stale_offers() == 0
    assert take_back_stale_offers(now=timezone.now() + LEASE_IS_OVER) == 1
    call.refresh_from_db()
    presence = doing(agent)
    assert call.state == CallState.QUEUED
    assert (presence.state, presence.reason.code) == (AgentState.PAUSED, "no_answer_to_offer")


def test_an_offer_accepted_in_this_very_moment_is_kept():
    call = offered_call()
    accept_call(call, agent=call.held_by, token=call.token)
    with pytest.raises(CallHasMovedOn):
        _take_back(call)
    assert doing(call.held_by).state == AgentState.DIALLING
