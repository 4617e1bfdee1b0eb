import pytest

from calls.commands.agents.pause import pause
from calls.refusals import CallIsUnderWay
from tests.factories.calls import pause_reason, present_agent, ready_agent
from workforce.library import NO_ANSWER_TO_OFFER
from workforce.refusals import ChooseAReason
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [AgentState.READY, AgentState.PAUSED, AgentState.OFFLINE])
def test_an_agent_without_a_call_pauses_for_a_reason(state):
    presence = pause(present_agent(state=state), reason=pause_reason("training"))
    assert (presence.state, presence.reason.code) == (AgentState.PAUSED, "training")


@pytest.mark.parametrize("code", [None, NO_ANSWER_TO_OFFER])
def test_the_reason_is_one_that_agents_may_choose(code):
    with pytest.raises(ChooseAReason):
        pause(ready_agent(), reason=code and pause_reason(code, is_system=True))


@pytest.mark.parametrize("state", [AgentState.RESERVED, AgentState.TALKING, AgentState.WRAP_UP])
def test_nobody_pauses_with_a_call_on_the_screen(state):
    with pytest.raises(CallIsUnderWay):
        pause(present_agent(state=state), reason=pause_reason())
