from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.offers.offer_waiting_calls import offer_waiting_calls
from calls.models import Call
from tests.factories.accounts import agent as an_agent
from tests.factories.accounts import region
from tests.factories.calls import campaign, lane, queued_call, ready_agent

pytestmark = pytest.mark.django_db


def test_who_has_waited_longest_comes_first():
    where = campaign()
    ready_agent(where.region)
    patient = ready_agent(where.region, since=timezone.now() - timedelta(minutes=5))
    queued_call(where)
    assert offer_waiting_calls() == 1
    assert Call.objects.get().held_by == patient


def test_every_region_gets_its_own_calls():
    here, there = ready_agent(), ready_agent()
    calls = [queued_call(campaign(agent.region)) for agent in (here, there)]
    assert offer_waiting_calls() == 2
    assert [Call.objects.get(pk=call.pk).held_by for call in calls] == [here, there]


def test_somebody_who_can_take_a_call_is_not_kept_waiting_by_somebody_who_cannot():
    where = campaign(region(languages=("fr", "nl")))
    ready_agent(agent=an_agent(where.region, languages=["fr"]), since=timezone.now() - timedelta(hours=1))
    dutch = ready_agent(agent=an_agent(where.region, languages=["nl"]))
    queued_call(where, language="nl")
    assert offer_waiting_calls() == 1
    assert Call.objects.get().held_by == dutch


def test_without_calls_many_agents_cost_as_much_as_one(django_assert_max_num_queries):
    where = campaign()
    lane(where)
    for _ in range(12):
        ready_agent(where.region)
    with django_assert_max_num_queries(2):
        assert offer_waiting_calls() == 0


def test_without_agents_little_is_asked(django_assert_max_num_queries):
    queued_call()
    with django_assert_max_num_queries(5):
        assert offer_waiting_calls() == 0


def test_at_night_nobody_is_asked(django_assert_max_num_queries):
    agent = ready_agent(region(is_open=False))
    queued_call(campaign(agent.region))
    with django_assert_max_num_queries(4):
        assert offer_waiting_calls() == 0


def test_when_the_calls_run_out_the_rest_stay_ready():
    where = campaign()
    for _ in range(3):
        ready_agent(where.region)
    queued_call(where)
    assert offer_waiting_calls() == 1
