from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.calls import ready_agent
from workforce.commands.keep_alive import keep_alive
from workforce.models import Presence

pytestmark = pytest.mark.django_db


def test_a_heartbeat_changes_nothing_else(django_assert_num_queries):
    agent = ready_agent()
    before, later = Presence.objects.get(agent=agent), timezone.now() + timedelta(seconds=10)
    with django_assert_num_queries(1):
        keep_alive(agent, now=later)
    after = Presence.objects.get(agent=agent)
    assert (after.seen_at, after.state, after.since) == (later, before.state, before.since)
