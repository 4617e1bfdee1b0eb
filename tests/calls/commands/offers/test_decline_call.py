import pytest

from calls.commands.offers.decline_call import decline_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.queries.at_work import doing
from calls.refusals import CallHasMovedOn
from calls.states import CallState
from tests.factories.calls import offered_call, ready_agent
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_somebody_else_gets_the_call_and_the_agent_pauses():
    call = offered_call()
    agent = call.held_by
    decline_call(call, agent=agent)
    presence = doing(agent)
    assert (presence.state, presence.reason.code) == (AgentState.PAUSED, "declined_offer")
    assert offer_next_call(ready_agent(agent.region)) == call


def test_nobody_declines_for_somebody_else():
    one, other = offered_call(), offered_call()
    with pytest.raises(CallHasMovedOn):
        decline_call(one, agent=other.held_by)
    one.refresh_from_db()
    assert one.state == CallState.OFFERED
