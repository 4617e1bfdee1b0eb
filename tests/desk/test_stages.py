"""What the screen shows, and when it has to be drawn again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.stages import stage_of
from tests.factories.calls import present_agent
from workforce.models import Presence
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def key_of(agent):
    """The key of the stage that the agent's screen shows now."""
    return stage_of(agent, timezone.now()).key


def test_two_pauses_in_the_same_second_are_two_stages():
    agent = present_agent(state=AgentState.PAUSED, since=timezone.now().replace(microsecond=0))
    first = key_of(agent)
    assert key_of(agent) == first
    since = Presence.objects.get(agent=agent).since + timedelta(milliseconds=300)
    Presence.objects.filter(agent=agent).update(since=since)
    assert key_of(agent) != first
