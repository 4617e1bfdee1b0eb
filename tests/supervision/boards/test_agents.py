from datetime import timedelta

import pytest
from django.utils import timezone

from calls.states import Outcome
from supervision.boards.agents import agents_on_floor, states_of
from supervision.rules.alarms import Alarm
from tests.factories.accounts import agent, region, team
from tests.factories.calls import attempt, campaign, offered_call, present_agent, queued_call, ready_agent
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def board(home):
    now = timezone.now()
    return agents_on_floor(home, now, now - timedelta(hours=1))


def ago(**time):
    return timezone.now() - timedelta(**time)


def named(home, name):
    return agent(home, first_name=name, last_name="")


def test_raised_hands_come_first_then_alarms_then_names():
    home = region()
    ready_agent(agent=named(home, "Bea"))
    ready_agent(agent=named(home, "Ada"))
    present_agent(agent=named(home, "Yves"), state=AgentState.WRAP_UP, since=ago(minutes=11))
    ready_agent(agent=named(home, "Zoe"), hand_raised_at=ago(minutes=1))
    rows = board(home)
    assert [row.name for row in rows] == ["Zoe", "Yves", "Ada", "Bea"]
    assert [row.needs_help for row in rows] == [True, False, False, False]
    assert [row.alarm for row in rows] == [None, Alarm.WRAP_UP_LONG, None, None]


def test_who_has_left_is_shown_for_half_an_hour():
    home = region()
    just_left = present_agent(home, state=AgentState.OFFLINE, since=ago(minutes=29))
    present_agent(home, state=AgentState.OFFLINE, since=ago(minutes=31))
    assert [row.agent_id for row in board(home)] == [just_left.pk]


def test_agents_of_another_region_and_of_the_past_are_on_no_floor():
    home = region()
    ready_agent(region())
    ready_agent(agent=agent(home, is_active=False))
    assert board(home) == []


def test_an_agents_day_counts_attempts_and_people_reached():
    home = region()
    somebody = ready_agent(home)
    of_campaign = campaign(home)
    done = ((0, Outcome.REACHED), (0, Outcome.BUSY), (0, Outcome.NOT_PLACED), (2, Outcome.REACHED))
    for hours, outcome in done:
        call = queued_call(of_campaign)
        began = ago(hours=hours)
        facts = {"outcome": outcome, "is_counted": outcome != Outcome.NOT_PLACED}
        attempt(call, agent=somebody, began_at=began, ended_at=began, **facts)
    [row] = board(home)
    assert (row.calls_today, row.reached_today) == (2, 1)


@pytest.mark.parametrize("size", [5, 50])
def test_the_floor_costs_three_queries_however_many_agents(size, django_assert_num_queries):
    home = region()
    of_campaign = campaign(home)
    some_team = team(home)
    for _number in range(size):
        offered_call(agent(home, team=some_team), of_campaign)
    with django_assert_num_queries(3):
        rows = board(home)
    assert len(rows) == size
    assert {(row.team, row.campaign) for row in rows} == {(str(some_team), str(of_campaign))}


def test_states_are_counted_and_who_has_gone_comes_last():
    home = region()
    for state in (AgentState.OFFLINE, AgentState.PAUSED, AgentState.READY, AgentState.READY):
        present_agent(home, state=state)
    counts = [(each.state, each.count) for each in states_of(board(home))]
    assert counts == [("ready", 2), ("paused", 1), ("offline", 1)]
