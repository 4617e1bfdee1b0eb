"""What the screen shows, and when it has to be drawn again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.stages import stage_of
from tests.factories.accounts import region
from tests.factories.calls import campaign, offered_call, present_agent
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


def test_a_call_in_a_language_that_the_screens_do_not_speak_is_named_as_its_speakers_do():
    call = offered_call(campaign=campaign(region(languages=("ti",))))
    stage = stage_of(call.held_by, timezone.now())
    assert (stage.name, stage.spoken_language) == ("offer", "ትግርኛ")
