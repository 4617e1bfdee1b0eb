import pytest
from django.db import IntegrityError, transaction

from calls.states import CallState
from tests.cast import amina, bruno, eve
from tests.factories.calls import campaign, queued_call, ready_agent, waiting_call
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_nobody_holds_two_calls():
    agent = ready_agent()
    one = campaign(agent.region)
    queued_call(one, state=CallState.TALKING, held_by=agent)
    with pytest.raises(IntegrityError, match="one_call_per_agent"), transaction.atomic():
        queued_call(one, state=CallState.OFFERED, held_by=agent)


def test_nobody_is_owed_the_same_call_twice():
    call = queued_call()
    with pytest.raises(IntegrityError, match="one_open_call"), transaction.atomic():
        waiting_call(call.campaign, subject=call.subject)


def test_a_call_under_way_is_held_by_somebody():
    with pytest.raises(IntegrityError, match="held_while_under_way"), transaction.atomic():
        queued_call(state=CallState.TALKING)


def test_a_ready_agent_has_an_open_spell():
    assert ready_agent().time_in_states.get(ended_at=None).state == AgentState.READY


def test_the_cast_lives_in_two_regions():
    agent = amina()
    assert bruno(agent.region).region == agent.region != eve().region
