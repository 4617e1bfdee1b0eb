from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.calls import pause_reason, ready_agent
from workforce.commands.log_state import log_state
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_one_stretch_ends_where_the_next_begins():
    agent, now = ready_agent(), timezone.now() + timedelta(minutes=1)
    reason = pause_reason(region=agent.region)
    log_state(agent.pk, AgentState.PAUSED, region_id=agent.region_id, at=now, reason=reason)
    running, ended = agent.time_in_states.all()
    assert (ended.ended_at, running.began_at, running.reason) == (now, now, reason)


def test_time_offline_is_not_counted():
    agent, now = ready_agent(), timezone.now() + timedelta(minutes=1)
    log_state(agent.pk, AgentState.OFFLINE, region_id=agent.region_id, at=now)
    assert agent.time_in_states.get().ended_at == now
