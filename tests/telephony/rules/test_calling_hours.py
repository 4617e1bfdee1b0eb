from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.rules.calling_hours import HORIZON, PUBLIC_HOLIDAY, Hours, may_be_called_at, next_opening

ZONE = "Europe/Brussels"
BRUSSELS = ZoneInfo(ZONE)
CHRISTMAS = date(2026, 12, 25)
ALWAYS = (date(2020, 1, 1), None)
OFFICE = [
    *(Hours(day, time(9), time(20), *ALWAYS) for day in range(5)),
    Hours(5, time(10), time(18), *ALWAYS),
    Hours(PUBLIC_HOLIDAY, time(14), time(16), *ALWAYS),
]
ROUND_THE_CLOCK = [Hours(day, time(0), time(23, 59, 59), *ALWAYS) for day in range(8)]
DAY_CLOCKS_GO_FORWARD = date(2026, 3, 29)
DAY_CLOCKS_GO_BACK = date(2026, 10, 25)

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))
around_clock_changes = st.sampled_from([DAY_CLOCKS_GO_FORWARD, DAY_CLOCKS_GO_BACK]).flatmap(
    lambda day: st.integers(-36 * 60, 36 * 60).map(
        lambda minutes: datetime.combine(day, time(3), UTC) + timedelta(minutes=minutes)
    )
)


def local(*when: int) -> datetime:
    return datetime(*when, tzinfo=BRUSSELS)


def may(now, hours=OFFICE, holidays=frozenset({CHRISTMAS})):
    return may_be_called_at(now, time_zone=ZONE, hours=hours, holidays=holidays)


def opening(now, hours=OFFICE, holidays=frozenset({CHRISTMAS})):
    return next_opening(now, time_zone=ZONE, hours=hours, holidays=holidays)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(2026, 11, 23, 8, 59, 59), False),
        (local(2026, 11, 23, 9), True),
        (local(2026, 11, 23, 19, 59, 59), True),
        (local(2026, 11, 23, 20), False),
        (local(2026, 11, 28, 18), False),
        (local(2026, 11, 29, 12), False),
        (local(2026, 12, 25, 12), False),
        (local(2026, 12, 25, 15), True),
        (datetime(2026, 11, 23, 8, tzinfo=UTC), True),
        (datetime(2026, 7, 20, 18, tzinfo=UTC), False),
    ],
)
def test_hours_count_on_the_clock_of_the_region(now, expected):
    assert may(now) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(2026, 11, 23, 12), local(2026, 11, 23, 12)),
        (local(2026, 11, 23, 20), local(2026, 11, 24, 9)),
        (local(2026, 11, 28, 18), local(2026, 11, 30, 9)),
        (local(2026, 12, 24, 20), local(2026, 12, 25, 14)),
        (local(2026, 3, 28, 18), local(2026, 3, 30, 9)),
    ],
)
def test_the_next_opening_skips_nights_sundays_and_holidays(now, expected):
    assert opening(now) == expected


def test_the_last_second_of_the_day_means_until_midnight():
    assert may(local(2026, 11, 23, 23, 59, 59).replace(microsecond=999_999), ROUND_THE_CLOCK)


def test_without_a_row_for_holidays_nobody_is_called_on_one():
    weekdays_only = [row for row in OFFICE if row.day != PUBLIC_HOLIDAY]
    assert not may(local(2026, 12, 25, 12), weekdays_only)


def test_the_younger_of_two_rows_in_force_counts():
    shorter = Hours(0, time(13), time(14), date(2026, 11, 1), date(2026, 11, 30))
    assert not may(local(2026, 11, 23, 12), [*OFFICE, shorter])
    assert may(local(2026, 12, 7, 12), [*OFFICE, shorter])


def test_a_region_that_never_opens_is_asked_again_in_a_month():
    now = local(2026, 11, 23, 12)
    assert opening(now, []) == now + HORIZON


def test_hours_that_begin_in_the_hour_left_out_open_when_it_is_over():
    nightly = [Hours(6, time(2, 30), time(5), *ALWAYS)]
    assert opening(local(2026, 3, 29, 0), nightly) == local(2026, 3, 29, 3, 30)


def test_an_hour_that_happens_twice_may_open_twice():
    nightly = [Hours(6, time(2, 30), time(2, 45), *ALWAYS)]
    between = local(2026, 10, 25, 2, 50)
    assert opening(between, nightly) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@given(st.one_of(moments, around_clock_changes))
def test_an_opening_is_open_and_not_in_the_past(now):
    found = opening(now)
    assert found >= now
    assert may(found)


@given(st.one_of(moments, around_clock_changes))
def test_nothing_before_the_opening_was_open(now):
    found = opening(now)
    minutes = int((found - now) / timedelta(minutes=10))
    assert not any(may(now + timedelta(minutes=10 * step)) for step in range(minutes) if found > now)


@given(st.one_of(moments, around_clock_changes))
def test_round_the_clock_is_every_second(now):
    assert may(now, ROUND_THE_CLOCK)
