from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from calls.commands.agents.sign_off_silent_agents import sign_off_silent_agents
from calls.queries.at_work import doing
from calls.states import CallState
from tests.factories.calls import call_in_wrap_up, offered_call, present_agent, ready_agent
from workforce.commands.keep_alive import keep_alive
from workforce.states import AgentState

pytestmark = pytest.mark.django_db
TOO_LONG = timedelta(seconds=settings.SILENT_AGENT_SECONDS + 1)


def standing(agent):
    return doing(agent).state


@pytest.mark.parametrize("state", [AgentState.READY, AgentState.PAUSED])
def test_whose_screen_is_silent_is_offline(state):
    agent = present_agent(state=state)
    assert sign_off_silent_agents() == 0
    assert sign_off_silent_agents(now=timezone.now() + TOO_LONG) == 1
    assert standing(agent) == AgentState.OFFLINE


def test_who_is_heard_of_stays():
    agent, later = ready_agent(), timezone.now() + TOO_LONG
    keep_alive(agent, now=later)
    assert sign_off_silent_agents(now=later) == 0
    assert standing(agent) == AgentState.READY


def test_an_offer_on_a_silent_screen_goes_back():
    call = offered_call()
    sign_off_silent_agents(now=timezone.now() + TOO_LONG)
    call.refresh_from_db()
    assert call.state == CallState.QUEUED


def test_a_call_under_way_is_never_ended():
    call = call_in_wrap_up()
    assert sign_off_silent_agents(now=timezone.now() + TOO_LONG) == 0
    assert standing(call.held_by) == AgentState.WRAP_UP
