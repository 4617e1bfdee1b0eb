import pytest

from calls.commands.pause import pause
from calls.models import PauseReason
from calls.models.campaigns import NO_ANSWER_TO_OFFER
from calls.refusals import CallIsUnderWay, ChooseAReason
from calls.states import AgentState
from tests.factories.calls import pause_reason, present_agent, ready_agent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [AgentState.READY, AgentState.PAUSED, AgentState.OFFLINE])
def test_an_agent_without_a_call_pauses_for_a_reason(state):
    presence = pause(present_agent(state=state), reason=pause_reason("training"))
    assert (presence.state, presence.reason.code) == (AgentState.PAUSED, "training")


@pytest.mark.parametrize("code", [None, NO_ANSWER_TO_OFFER])
def test_the_reason_is_one_that_agents_may_choose(code):
    with pytest.raises(ChooseAReason):
        pause(ready_agent(), reason=code and PauseReason.of_system(code))


@pytest.mark.parametrize("state", [AgentState.RESERVED, AgentState.TALKING, AgentState.WRAP_UP])
def test_nobody_pauses_with_a_call_on_the_screen(state):
    with pytest.raises(CallIsUnderWay):
        pause(present_agent(state=state), reason=pause_reason())
