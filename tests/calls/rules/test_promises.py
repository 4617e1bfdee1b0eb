from datetime import UTC, date, datetime, timedelta

import pytest

from calls.refusals import TimeIsTooFar
from calls.rules.local_time import local_moment
from calls.rules.promises import FURTHEST_PROMISE, days_to_promise, may_be_promised
from calls.rules.ranking import rank_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BRUSSELS = "Europe/Brussels"


@pytest.mark.parametrize(
    ("ahead", "may"),
    [
        (timedelta(), False),
        (timedelta(seconds=-1), False),
        (timedelta(minutes=1), True),
        (FURTHEST_PROMISE, True),
        (FURTHEST_PROMISE + timedelta(seconds=1), False),
        (timedelta(days=365 * 73), False),
    ],
)
def test_a_call_back_is_promised_for_the_next_fortnight(ahead, may):
    assert may_be_promised(NOW + ahead, NOW) == may


def test_the_refusal_says_how_far_ahead():
    assert f"within the next {FURTHEST_PROMISE.days} days" in str(TimeIsTooFar.message)


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (NOW, (date(2026, 11, 23), date(2026, 12, 7))),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), (date(2026, 11, 24), date(2026, 12, 8))),
        # The night that is an hour shorter, and the one that is an hour longer, lie in between.
        (datetime(2026, 3, 15, 22, 30, tzinfo=UTC), (date(2026, 3, 15), date(2026, 3, 30))),
        (datetime(2026, 10, 11, 22, 30, tzinfo=UTC), (date(2026, 10, 12), date(2026, 10, 25))),
    ],
)
def test_the_days_to_choose_from_are_those_of_the_region(now, days):
    assert days_to_promise(now, BRUSSELS) == days


@pytest.mark.parametrize(
    ("day", "earlier", "later"),
    [("2026-03-29", "01:59", "02:01"), ("2026-10-25", "01:59", "02:01"), ("2026-10-25", "02:30", "03:00")],
)
def test_the_earlier_promise_goes_first_in_nights_when_the_clocks_change(day, earlier, later):
    first, second = local_moment(day, earlier, BRUSSELS), local_moment(day, later, BRUSSELS)
    assert rank_of(first, 0, first) < rank_of(second, 9, second)
