from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.models import Region
from calls.queries.day import agent_day
from calls.queries.desk import current_call
from calls.queries.lanes import lanes_by_urgency, lanes_of_agents, missing_courses
from calls.rules.ranking import rank_of
from calls.states import Outcome
from journal import reference
from telephony.models import CallingHours
from telephony.queries.hours import holidays_in, next_opening_of, open_as_last_read, open_for_calls
from tests.cast import amina
from tests.factories.accounts import agent as an_agent
from tests.factories.accounts import hours, region
from tests.factories.calls import (
    attempt,
    campaign,
    certificate,
    course,
    lane,
    offered_call,
    queued_call,
    script,
)
from workforce.models import TimeInState
from workforce.states import AgentState

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
CHRISTMAS_NOON = datetime(2026, 12, 25, 11, tzinfo=UTC)


class TestHours:
    def test_a_region_opens_by_its_own_rows(self):
        here = region(is_open=False)
        hours(here, day=CallingHours.Day.MONDAY, opens=time(9), closes=time(20))
        assert open_for_calls(here, MONDAY_NOON)
        assert not open_for_calls(here, MONDAY_NOON + timedelta(days=1))

    def test_on_a_holiday_of_its_calendar_another_row_counts(self):
        here = region(is_open=False)
        hours(here, day=CallingHours.Day.FRIDAY, opens=time(9), closes=time(20))
        assert not open_for_calls(here, CHRISTMAS_NOON)
        hours(here, day=CallingHours.Day.PUBLIC_HOLIDAY, opens=time(11), closes=time(13))
        assert open_for_calls(here, CHRISTMAS_NOON)

    def test_offers_follow_a_change_of_hours_within_seconds_and_calls_at_once(self, monkeypatch):
        here = region(is_open=False)
        monkeypatch.setattr(reference.time, "monotonic", lambda: 100.0)
        assert not open_as_last_read(here.pk, MONDAY_NOON)
        hours(here, day=CallingHours.Day.MONDAY, opens=time(9), closes=time(20))
        assert (open_as_last_read(here.pk, MONDAY_NOON), open_for_calls(here, MONDAY_NOON)) == (False, True)
        monkeypatch.setattr(reference.time, "monotonic", lambda: 100.0 + reference.HELD_FOR)
        assert open_as_last_read(here.pk, MONDAY_NOON)

    def test_the_next_opening_is_found_across_new_year(self):
        here = region(is_open=False)
        hours(here, day=CallingHours.Day.FRIDAY, opens=time(9), closes=time(20))
        thursday_night = datetime(2026, 12, 31, 22, tzinfo=UTC)
        assert next_opening_of(here, thursday_night) == datetime(2027, 1, 8, 8, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("calendar", "day", "expected"),
        [
            ("BE", date(2026, 7, 21), True),
            ("BE", date(2026, 3, 17), False),
            ("DE-NW", date(2026, 6, 4), True),
            ("DE", date(2026, 6, 4), False),
        ],
    )
    def test_calendars_are_of_a_country_or_its_subdivision(self, calendar, day, expected):
        assert (day in holidays_in(calendar, 2026)) is expected


def lanes_of(agent):
    return lanes_of_agents([agent.pk], Region.objects.all(), timezone.now()).get(agent.pk, ())


class TestLanes:
    def test_an_agent_serves_the_lanes_of_their_languages(self):
        agent = amina(languages=["fr"])
        where = campaign(agent.region)
        mine = lane(where, "fr")
        lane(where, "nl")
        lane(campaign(), "fr")
        assert lanes_of(agent) == (mine.pk,)

    def test_a_campaign_without_a_script_on_air_is_not_served(self):
        agent = amina()
        served = lane(campaign(agent.region))
        lane(campaign(agent.region, script=script(agent.region, is_on_air=False)))
        assert lanes_of(agent) == (served.pk,)

    def test_somebody_without_a_region_serves_none(self):
        agent = amina()
        agent.region = None
        agent.save()
        assert lanes_of(agent) == ()

    def test_empty_lanes_are_left_out_and_the_most_urgent_comes_first(self):
        agent = amina()
        late, early, empty = (lane(campaign(agent.region)) for _ in range(3))
        queued_call(late.campaign)
        queued_call(early.campaign, rank=rank_of(timezone.now() - timedelta(hours=3), 0))
        assert lanes_by_urgency([late.pk, early.pk, empty.pk]) == [early.pk, late.pk]


class TestCourses:
    def test_an_agent_is_told_what_they_have_yet_to_learn(self):
        agent, known, new = amina(), course(), course()
        where = campaign(agent.region, courses=(known, new))
        certificate(agent, known)
        campaign(agent.region, courses=(new,), is_on=False)
        assert missing_courses(agent) == [(where, new)]


class TestDay:
    def test_the_call_on_the_screen_is_the_one_they_hold(self):
        call = offered_call()
        assert current_call(call.held_by) == call
        assert current_call(an_agent(call.region)) is None

    def test_figures_begin_at_midnight_at_the_agents_place(self):
        call = offered_call()
        agent, midnight = call.held_by, datetime(2026, 11, 22, 23, tzinfo=UTC)
        agent.time_in_states.all().delete()
        spells = [
            (AgentState.READY, midnight - timedelta(hours=1), midnight + timedelta(hours=1)),
            (AgentState.PAUSED, midnight + timedelta(hours=1), midnight + timedelta(hours=2)),
            (AgentState.TALKING, midnight + timedelta(hours=2), None),
        ]
        for state, began_at, ended_at in spells:
            TimeInState.objects.create(
                agent=agent, region=agent.region, state=state, began_at=began_at, ended_at=ended_at
            )
        for number, began_at in enumerate([midnight - timedelta(minutes=1), midnight + timedelta(hours=2)]):
            attempt(
                call,
                number=number,
                began_at=began_at,
                answered_at=began_at + timedelta(minutes=1),
                ended_at=began_at + timedelta(minutes=11),
                outcome=Outcome.REACHED,
                is_counted=True,
            )
        nobody = {"began_at": began_at, "ended_at": began_at, "outcome": Outcome.NOT_PLACED}
        attempt(call, number=7, **nobody)
        day = agent_day(agent, midnight + timedelta(hours=3))
        assert (day.attempts, day.reached, day.talking) == (1, 1, timedelta(minutes=10))
        assert sum(day.by_state.values(), timedelta()) == timedelta(hours=3)
        assert day.by_state[AgentState.READY] == timedelta(hours=1)
