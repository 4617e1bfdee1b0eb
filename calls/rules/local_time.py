"""Dates and times as somebody types them, at their place."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def local_moment(day: str, time: str, time_zone: str) -> datetime | None:
    """The moment (UTC) of a date (2026-11-22) and a time (14:30) in `time_zone`; None unless both are there.

    A time that the clock leaves out in spring is the moment an hour later; one that it shows twice in autumn is
    the first of the two.
    """
    try:
        return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(time_zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
