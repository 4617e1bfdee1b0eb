from datetime import UTC, datetime

import pytest

from calls.rules.local_time import local_moment


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        ("2026-11-22", "14:30", datetime(2026, 11, 22, 13, 30, tzinfo=UTC)),
        ("2026-07-01", "09:00", datetime(2026, 7, 1, 7, 0, tzinfo=UTC)),
        ("2026-03-29", "02:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-25", "02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_meant_at_the_citizens_place(day, time, moment):
    assert local_moment(day, time, "Europe/Brussels") == moment


@pytest.mark.parametrize(
    ("day", "time"),
    [("", ""), ("2026-11-22", ""), ("", "14:30"), ("2026-02-30", "10:00"), ("0001-01-01", "00:10")],
)
def test_what_is_not_a_time_is_none(day, time):
    assert local_moment(day, time, "Europe/Brussels") is None
