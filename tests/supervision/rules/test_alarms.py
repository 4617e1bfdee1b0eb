from datetime import UTC, datetime, timedelta

import pytest

from supervision.rules.alarms import LIMITS, Alarm, Level, alarm_of, level_of_age

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("state", "limit", "alarm"), [(state, *found) for state, found in LIMITS.items()])
def test_a_state_is_an_alarm_once_its_limit_has_passed(state, limit, alarm):
    def after(age):
        return alarm_of(state=state, since=NOW - age, now=NOW, max_minutes=None)

    assert after(limit) is None
    assert after(limit + SECOND) == alarm


@pytest.mark.parametrize("state", ["offline", "ready", "reserved"])
def test_waiting_is_never_an_alarm(state):
    assert alarm_of(state=state, since=NOW - timedelta(days=1), now=NOW, max_minutes=None) is None


@pytest.mark.parametrize(
    ("minutes", "allowed", "alarm"),
    [(30, 30, None), (31, 30, Alarm.PAUSE_OVER), (31, 45, None), (600, None, None), (1, 0, Alarm.PAUSE_OVER)],
)
def test_a_pause_may_last_as_long_as_its_reason_allows(minutes, allowed, alarm):
    since = NOW - timedelta(minutes=minutes)
    assert alarm_of(state="paused", since=since, now=NOW, max_minutes=allowed) == alarm


@pytest.mark.parametrize(
    ("minutes", "level"),
    [(0, None), (45, None), (45.1, Level.WATCH), (60, Level.WATCH), (60.1, Level.ALARM), (6000, Level.ALARM)],
)
def test_a_queue_is_watched_from_three_quarters_of_its_target_on(minutes, level):
    assert level_of_age(minutes, target_minutes=60) == level
