import pytest

from calls.commands.agents.sign_off import sign_off
from calls.queries.at_work import doing
from calls.refusals import CallIsUnderWay
from calls.states import CallState
from tests.factories.calls import call_in_wrap_up, offered_call, present_agent
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [AgentState.READY, AgentState.PAUSED, AgentState.OFFLINE])
def test_an_agent_without_a_call_may_leave(state):
    agent = present_agent(state=state)
    sign_off(agent)
    assert doing(agent).state == AgentState.OFFLINE
    assert not agent.time_in_states.filter(ended_at=None).exclude(state=AgentState.OFFLINE).exists()


def test_an_offer_on_their_screen_goes_back():
    call = offered_call()
    agent = call.held_by
    sign_off(agent)
    call.refresh_from_db()
    assert (call.state, call.held_by) == (CallState.QUEUED, None)
    assert doing(agent).state == AgentState.OFFLINE


def test_nobody_leaves_in_the_middle_of_a_call():
    call = call_in_wrap_up()
    with pytest.raises(CallIsUnderWay):
        sign_off(call.held_by)
