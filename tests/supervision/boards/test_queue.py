from datetime import timedelta

import pytest
from django.utils import timezone

from calls.states import CallState
from supervision.boards.queue import queue_of
from supervision.rules.alarms import Level
from tests.factories.accounts import agent, region
from tests.factories.calls import campaign, offered_call, queued_call, waiting_call

pytestmark = pytest.mark.django_db


def test_each_campaign_says_what_waits_and_what_is_under_way():
    home = region()
    of_campaign = campaign(home)
    for _number in range(3):
        queued_call(of_campaign)
    waiting_call(of_campaign)
    offered_call(agent(home), of_campaign)
    queued_call(of_campaign, state=CallState.DONE, closed_at=timezone.now())
    [row] = queue_of(home, timezone.now())
    assert (row.queued, row.waiting, row.under_way) == (3, 1, 1)


def test_the_oldest_call_says_how_loud_the_queue_is():
    home, now = region(), timezone.now()
    of_campaign = campaign(home, target_minutes=100)
    queued_call(of_campaign, due_at=now - timedelta(minutes=80))
    queued_call(of_campaign, due_at=now - timedelta(minutes=5))
    [row] = queue_of(home, now)
    assert (row.level, row.percent_of_target) == (Level.WATCH, 80)
    assert row.oldest_since == now - timedelta(minutes=80)
    [later] = queue_of(home, now + timedelta(hours=1))
    assert (later.level, later.percent_of_target) == (Level.ALARM, 100)


def test_an_empty_campaign_is_shown_with_nothing_in_it():
    home = region()
    campaign(home)
    [row] = queue_of(home, timezone.now())
    assert (row.queued, row.waiting, row.under_way, row.oldest_since, row.level) == (0, 0, 0, None, None)


def test_calls_of_another_region_are_in_no_queue_of_ours():
    queued_call()
    assert queue_of(region(), timezone.now()) == []


@pytest.mark.parametrize("size", [5, 500])
def test_the_queue_costs_two_queries_however_many_calls(size, django_assert_num_queries):
    home = region()
    of_campaign = campaign(home)
    for _number in range(size):
        queued_call(of_campaign)
    with django_assert_num_queries(2):
        [row] = queue_of(home, timezone.now())
    assert row.queued == size
