from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.refusals import AgentHasMovedOn
from calls.states import AgentState
from journal.models import Entry
from tests.factories.calls import pause_reason, present_agent, ready_agent

pytestmark = pytest.mark.django_db


def test_one_spell_ends_where_the_next_begins():
    agent = ready_agent(since=timezone.now() - timedelta(minutes=5))
    presence = change_presence(agent.pk, AgentState.PAUSED, reason=pause_reason())
    running, ended = agent.spells.all()
    assert (ended.state, ended.ended_at) == (AgentState.READY, presence.since)
    assert (running.state, running.began_at, running.ended_at) == (AgentState.PAUSED, presence.since, None)


def test_time_offline_has_no_spell():
    agent = ready_agent()
    change_presence(agent.pk, AgentState.OFFLINE)
    assert not agent.spells.filter(ended_at=None).exists()


def test_going_offline_lowers_the_hand():
    agent = ready_agent(hand_raised_at=timezone.now())
    assert change_presence(agent.pk, AgentState.OFFLINE).hand_raised_at is None


def test_the_floor_hears_of_it():
    agent = ready_agent()
    change_presence(agent.pk, AgentState.PAUSED, reason=pause_reason("tea"))
    facts = Entry.objects.get(name="calls.agent_changed").facts
    assert facts == {"region_id": agent.region_id, "agent_id": agent.pk, "state": "paused", "reason": "tea"}


def test_a_move_that_the_table_forbids_changes_nothing():
    agent = present_agent(state=AgentState.TALKING)
    with pytest.raises(AgentHasMovedOn):
        change_presence(agent.pk, AgentState.OFFLINE)
    assert agent.spells.get(ended_at=None).state == AgentState.TALKING
