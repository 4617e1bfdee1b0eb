"""What the database finds outside calling hours is what the rule forbids: not a moment more, not one less."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from calls.models import Attempt
from config.invariants import INVARIANTS, LOOK_BACK, parameters
from telephony.models import CallingHours, Message
from telephony.queries.hours import open_for_calls
from telephony.rules.calling_hours import PUBLIC_HOLIDAY, UNTIL_MIDNIGHT
from tests.telephony.company import dialling_attempt
from tests.telephony.letters import submitted_message

pytestmark = pytest.mark.django_db
CHRISTMAS_NOON = datetime(2026, 12, 25, 11, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
PLACES = [
    ("Europe/Brussels", "BE"),
    ("Europe/Berlin", "DE-NW"),
    ("America/New_York", "US"),
    ("Pacific/Auckland", "NZ"),
    ("Australia/Lord_Howe", "AU"),  # its summer is half an hour
]
DAYS = [
    date(2026, 1, 1),
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 5),
    date(2026, 7, 21),
    date(2026, 10, 4),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2026, 12, 25),
    date(2026, 12, 31),
]
"""Holidays, ends of years, and when clocks change at one of the places; the days beside them are drawn too."""
TIMES = [time(0), time(1, 30), time(2), time(2, 30), time(3), time(12), time(23, 59, 58), UNTIL_MIDNIGHT]
either = st.sampled_from


class Situation(NamedTuple):
    """A region, its rows of hours, the moment somebody was called, and when that is looked at."""

    time_zone: str
    calendar: str
    rows: list[dict[str, object]]
    moment: datetime
    now: datetime


CHRISTMAS_NIGHT_IN_NEW_YORK = Situation(
    "America/New_York",
    "US",
    [{"day": 4, "opens": time(9), "closes": UNTIL_MIDNIGHT, "valid_from": date(2020, 1, 1)}],
    moment=datetime(2026, 12, 26, 3, tzinfo=UTC),
    now=datetime(2026, 12, 26, 3, tzinfo=UTC) + LOOK_BACK - SECOND,
)
"""A Friday that is a holiday; in UTC it is over, and looked at as late as anybody looks."""


@st.composite
def situations(draw):
    time_zone, calendar = draw(either(PLACES))
    day = draw(either(DAYS)) + DAY * draw(st.integers(-1, 1))
    beside = draw(either([-SECOND, timedelta(microseconds=-1), timedelta(0), SECOND / 2, SECOND]))
    local = datetime.combine(day, draw(either(TIMES)), ZoneInfo(time_zone)).replace(fold=draw(either([0, 1])))
    moment = local.astimezone(UTC) + beside
    kinds = either([day.weekday(), PUBLIC_HOLIDAY, (day.weekday() + 1) % 7])
    rows = st.lists(
        hours_around(day, kinds), max_size=6, unique_by=lambda row: (row["day"], row["valid_from"])
    )
    age = draw(either([SECOND, DAY, LOOK_BACK - SECOND]))
    return Situation(time_zone, calendar, draw(rows), moment, moment + age)


def hours_around(day, kinds):
    """Rows that are in force on that day, or begin or end beside it."""
    near = st.integers(-2, 2).map(lambda days: day + DAY * days)
    spans = st.lists(either(TIMES), min_size=2, max_size=2, unique=True).map(sorted)
    return st.builds(
        lambda kind, span, begins, ends: {
            "day": kind,
            "opens": span[0],
            "closes": span[1],
            "valid_from": begins,
            "valid_until": ends,
        },
        kinds,
        spans,
        near,
        st.none() | near,
    )


@pytest.fixture
def region():
    """It has called somebody and sent an SMS."""
    here = dialling_attempt().region
    submitted_message()
    Message.objects.update(region=here)
    return here


def happen(region, rows, moment):
    """These are its hours, and both happened at that moment."""
    CallingHours.objects.filter(region=region).delete()
    CallingHours.objects.bulk_create(CallingHours(region=region, **row) for row in rows)
    Attempt.objects.update(began_at=moment)
    Message.objects.update(planned_at=moment, sent_at=moment)


def are_found(now):
    """Whether the database finds fault with the attempt, and with the SMS."""
    for invariant in ("no attempt outside calling hours", "no SMS outside calling hours"):
        with connection.cursor() as cursor:
            cursor.execute(INVARIANTS[invariant], parameters(now))
            yield len(cursor.fetchall()) == 1


@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(situation=situations())
@example(situation=CHRISTMAS_NIGHT_IN_NEW_YORK)
def test_the_database_agrees_with_the_rule(region, situation):
    with transaction.atomic():
        region.time_zone, region.holiday_calendar = situation.time_zone, situation.calendar
        region.save()
        happen(region, situation.rows, situation.moment)
        is_forbidden = not open_for_calls(region, situation.moment)
        assert [*are_found(situation.now)] == [is_forbidden, is_forbidden]
        transaction.set_rollback(True)


def test_on_a_holiday_without_hours_of_its_own_nobody_may_have_been_called(region):
    friday = {"day": 4, "opens": time(9), "closes": time(20), "valid_from": date(2020, 1, 1)}
    happen(region, [friday], CHRISTMAS_NOON)
    assert [*are_found(CHRISTMAS_NOON + DAY)] == [True, True]
    happen(region, [friday], CHRISTMAS_NOON - 7 * DAY)
    assert [*are_found(CHRISTMAS_NOON)] == [False, False]


def test_the_younger_of_two_rows_counts_though_the_older_is_still_in_force(region):
    friday = {"day": 4, "opens": time(9), "closes": time(20), "valid_from": date(2020, 1, 1)}
    shorter = friday | {"closes": time(11), "valid_from": date(2026, 12, 1)}
    happen(region, [friday, shorter], CHRISTMAS_NOON - 7 * DAY)
    assert [*are_found(CHRISTMAS_NOON)] == [True, True]
