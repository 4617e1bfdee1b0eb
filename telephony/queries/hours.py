"""When people of a region may be called."""

import time
from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from typing import TypedDict

import holidays
from django.db import connection

from accounts.models import Region
from telephony.rules.calling_hours import HORIZON, Hours, may_be_called_at, next_opening

# By hand, because every offer, acceptance and SMS comes by: Django composes it three times as long as it is answered.
HOURS = """
    SELECT day, opens, closes, valid_from, valid_until FROM telephony_callinghours WHERE region_id = %s
     ORDER BY day, valid_from"""


HELD_FOR = 5.0
"""Seconds. So much later than an administrator's change of the hours offers begin or end."""
_held: dict[int, tuple[float, list[Hours]]] = {}
"""The hours of each region as this process has read them, and when."""


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
    return _calendar(region, _hours_of(region), now)


def _hours_of(region: Region) -> list[Hours]:
    with connection.cursor() as cursor:
        cursor.execute(HOURS, [region.pk])
        return [Hours(*row) for row in cursor.fetchall()]


def _calendar(region: Region, hours: list[Hours], now: datetime) -> Calendar:
    years = {(now - timedelta(days=1)).year, (now + HORIZON).year}
    return {
        "time_zone": region.time_zone,
        "hours": hours,
        "holidays": frozenset().union(*(holidays_in(region.holiday_calendar, year) for year in years)),
    }


def open_for_calls(region: Region, now: datetime) -> bool:
    """Whether people of the region may be called at `now` (aware)."""
    return may_be_called_at(now, **calendar_of(region, now))


def open_as_last_read(region: Region, now: datetime) -> bool:
    """Whether people of the region may be called at `now` (aware), by hours read no more than HELD_FOR ago.

    For offers and for accepting them, of which there are many. Whoever is about to ring a citizen asks open_for_calls.
    """
    read_at, hours = _held.get(region.pk, (-HELD_FOR, []))
    if time.monotonic() - read_at >= HELD_FOR:
        hours = _hours_of(region)
        _held[region.pk] = time.monotonic(), hours
    return may_be_called_at(now, **_calendar(region, hours, now))


def next_opening_of(region: Region, now: datetime) -> datetime:
    """When people of the region may be called next: `now` itself while they may."""
    return next_opening(now, **calendar_of(region, now))
