import pytest

from calls.commands.go_ready import go_ready
from calls.commands.sign_on import sign_on
from calls.refusals import CallIsUnderWay, SignOnFirst
from calls.states import AgentState
from tests.cast import amina
from tests.factories.calls import campaign, present_agent, queued_call

pytestmark = pytest.mark.django_db


def test_an_agent_who_signed_on_can_ask_for_calls():
    agent = amina()
    sign_on(agent)
    assert go_ready(agent).state == AgentState.READY


def test_the_next_call_is_offered_at_once():
    agent = present_agent(state=AgentState.PAUSED)
    call = queued_call(campaign(agent.region))
    presence = go_ready(agent)
    assert (presence.state, presence.call) == (AgentState.RESERVED, call)


def test_asking_twice_changes_nothing():
    agent = present_agent(state=AgentState.PAUSED)
    assert go_ready(agent).since == go_ready(agent).since
    assert agent.spells.count() == 2


@pytest.mark.parametrize(
    "state", [AgentState.RESERVED, AgentState.DIALLING, AgentState.TALKING, AgentState.WRAP_UP]
)
def test_nobody_leaves_a_call_by_asking_for_the_next(state):
    with pytest.raises(CallIsUnderWay):
        go_ready(present_agent(state=state))


def test_who_has_no_desk_signs_on_first():
    with pytest.raises(SignOnFirst):
        go_ready(amina())
