from datetime import timedelta

import pytest
from django.utils import timezone

from journal.models import Entry
from tests.factories.calls import pause_reason, present_agent, ready_agent
from workforce.commands.change_presence import change_presence
from workforce.refusals import AgentHasMovedOn
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_one_stretch_of_time_ends_where_the_next_begins():
    agent = ready_agent(since=timezone.now() - timedelta(minutes=5))
    presence = change_presence(agent.pk, AgentState.PAUSED, reason=pause_reason())
    running, ended = agent.time_in_states.all()
    assert (ended.state, ended.ended_at) == (AgentState.READY, presence.since)
    assert (running.state, running.began_at, running.ended_at) == (AgentState.PAUSED, presence.since, None)


def test_time_offline_is_not_counted():
    agent = ready_agent()
    change_presence(agent.pk, AgentState.OFFLINE)
    assert not agent.time_in_states.filter(ended_at=None).exists()


def test_going_offline_lowers_the_hand():
    agent = ready_agent(hand_raised_at=timezone.now())
    assert change_presence(agent.pk, AgentState.OFFLINE).hand_raised_at is None


def test_the_floor_hears_of_it():
    agent = ready_agent()
    change_presence(agent.pk, AgentState.PAUSED, reason=pause_reason("tea"))
    facts = Entry.objects.get(name="workforce.agent_changed").facts
    assert facts == {"region_id": agent.region_id, "agent_id": agent.pk, "state": "paused", "reason": "tea"}


def test_a_move_that_the_table_forbids_changes_nothing():
    agent = present_agent(state=AgentState.OFFLINE)
    with pytest.raises(AgentHasMovedOn):
        change_presence(agent.pk, AgentState.OFFLINE)
    assert not agent.time_in_states.filter(ended_at=None).exists()
