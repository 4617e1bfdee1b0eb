import pytest

from calls.commands.agents.go_ready import go_ready
from calls.queries.at_work import doing
from calls.refusals import CallIsUnderWay
from tests.cast import amina
from tests.factories.calls import campaign, present_agent, queued_call
from workforce.commands.sign_on import sign_on
from workforce.refusals import SignOnFirst
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_an_agent_who_signed_on_can_ask_for_calls():
    agent = amina()
    sign_on(agent)
    assert go_ready(agent) is None
    assert doing(agent).state == AgentState.READY


def test_the_next_call_is_offered_at_once():
    agent = present_agent(state=AgentState.PAUSED)
    call = queued_call(campaign(agent.region))
    assert go_ready(agent) == call
    assert (doing(agent).state, doing(agent).call) == (AgentState.RESERVED, call)


def test_asking_twice_changes_nothing():
    agent = present_agent(state=AgentState.PAUSED)
    go_ready(agent)
    since = doing(agent).since
    go_ready(agent)
    assert doing(agent).since == since
    assert agent.time_in_states.count() == 2


@pytest.mark.parametrize(
    "state", [AgentState.RESERVED, AgentState.DIALLING, AgentState.TALKING, AgentState.WRAP_UP]
)
def test_nobody_leaves_a_call_by_asking_for_the_next(state):
    with pytest.raises(CallIsUnderWay):
        go_ready(present_agent(state=state))


def test_who_has_no_desk_signs_on_first():
    with pytest.raises(SignOnFirst):
        go_ready(amina())
