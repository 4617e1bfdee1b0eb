"""When people of a region may be called."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypedDict

import holidays
from django.db import connection

from accounts.models import Region
from accounts.queries import region_as_last_read
from journal.reference import as_last_read
from telephony.rules.calling_hours import HORIZON, Hours, may_be_called_at, next_opening

# By hand, because every offer, acceptance and SMS comes by: Django composes it three times as long as it is answered.
HOURS = """
    SELECT day, opens, closes, valid_from, valid_until FROM telephony_callinghours WHERE region_id = %s
     ORDER BY day, valid_from"""


class Calendar(TypedDict):
    """What the rules on calling hours need to know of a region."""

    time_zone: str
    hours: list[Hours]
    holidays: Collection[date]


@cache
def holidays_in(calendar: str, year: int) -> frozenset[date]:
    """The public holidays of a year in a country (`BE`) or its subdivision (`DE-NW`), as the law has them."""
    country, _dash, subdivision = calendar.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=year))


def calendar_of(region: Region, now: datetime) -> Calendar:
    """A region's hours, and its holidays from yesterday to the rules' horizon."""
    return _calendar(region, _hours_of(region.pk), now)


def _hours_of(region_id: int) -> list[Hours]:
    with connection.cursor() as cursor:
        cursor.execute(HOURS, [region_id])
        return [Hours(*row) for row in cursor.fetchall()]


_hours_as_last_read = as_last_read(_hours_of)


def _calendar(region: Region, hours: list[Hours], now: datetime) -> Calendar:
    years = (now - timedelta(days=1)).year, (now + HORIZON).year
    holidays_then = _holidays_of(region.holiday_calendar, *years)
    return {"time_zone": region.time_zone, "hours": hours, "holidays": holidays_then}


@cache
def _holidays_of(calendar: str, *years: int) -> frozenset[date]:
    return frozenset().union(*(holidays_in(calendar, year) for year in years))


def open_for_calls(region: Region, now: datetime) -> bool:
    """Whether people of the region may be called at `now` (aware)."""
    return may_be_called_at(now, **calendar_of(region, now))


def open_as_last_read(region_id: int, now: datetime) -> bool:
    """Whether people of the region may be called at `now` (aware), by hours as last read (journal/reference.py).

    For offers and for accepting them, of which there are many. Whoever is about to ring a citizen asks open_for_calls.
    """
    region = region_as_last_read(region_id)
    return may_be_called_at(now, **_calendar(region, _hours_as_last_read(region_id), now))


def next_opening_as_last_read(region: Region, now: datetime) -> datetime:
    """As next_opening_of, by hours as last read: for what is planned, and asked about again when its hour has come."""
    return next_opening(now, **_calendar(region, _hours_as_last_read(region.pk), now))


def next_opening_of(region: Region, now: datetime) -> datetime:
    """When people of the region may be called next: `now` itself while they may."""
    return next_opening(now, **calendar_of(region, now))
