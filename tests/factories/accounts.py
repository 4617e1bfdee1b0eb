"""Regions and the people who work for them."""

from datetime import date, time
from itertools import count
from typing import Any

from accounts.models import Region, Role, Team, User
from telephony.models import CallingHours

PASSWORD = "a long enough password"
LAST_SECOND = time(23, 59, 59)
number = count(1)


def region(*, languages: tuple[str, ...] = ("fr", "nl"), is_open: bool = True, **fields: Any) -> Region:
    """A region that may be called round the clock, holidays too; `is_open=False` gives it no hours at all."""
    defaults = {
        "code": f"region-{next(number)}",
        "names": {"en": "Testland", "fr": "Testlande", "nl": "Testland", "de": "Testland"},
        "languages": list(languages),
        "time_zone": "Europe/Brussels",
        "country": "BE",
        "holiday_calendar": "BE",
        "caller_id": "+3222141919",
        "sms_sender": "8811",
    }
    made = Region.objects.create(**defaults | fields)
    if is_open:
        open_round_the_clock(made)
    return made


a_region = region


def open_round_the_clock(region: Region) -> None:
    """Give a region hours from midnight to midnight, every day."""
    for day in CallingHours.Day:
        hours(region, day=day)


def hours(
    region: Region,
    *,
    day: int,
    opens: time = time(0),
    closes: time = LAST_SECOND,
    valid_from: date = date(2020, 1, 1),
    valid_until: date | None = None,
) -> CallingHours:
    """One row of calling hours."""
    return CallingHours.objects.create(
        region=region, day=day, opens=opens, closes=closes, valid_from=valid_from, valid_until=valid_until
    )


def team(region: Region, **fields: Any) -> Team:
    """A team of a region."""
    return Team.objects.create(**{"region": region, "name": f"Team {next(number)}"} | fields)


def user(role: Role = Role.AGENT, *, region: Region | None = None, **fields: Any) -> User:
    """Somebody who can sign in with PASSWORD; of a new region unless you name one."""
    home = region or a_region()
    defaults = {"username": f"{role}-{next(number)}", "languages": home.languages, "password": PASSWORD}
    return User.objects.create_user(**defaults | fields, role=role, region=home)


def agent(region: Region | None = None, **fields: Any) -> User:
    """Somebody who calls, in every language of their region."""
    return user(Role.AGENT, region=region, **fields)


def supervisor(region: Region | None = None, **fields: Any) -> User:
    """Somebody who watches a floor."""
    return user(Role.SUPERVISOR, region=region, **fields)


def administrator(region: Region | None = None, **fields: Any) -> User:
    """Who uploads and publishes the region's scripts."""
    return user(Role.ADMINISTRATOR, region=region, **fields)
