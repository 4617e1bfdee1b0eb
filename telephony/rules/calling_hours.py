"""When somebody may be called: the hours of their region, on the clock of their region."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

PUBLIC_HOLIDAY = 7
UNTIL_MIDNIGHT = time(23, 59, 59)
HORIZON = timedelta(days=31)


class Hours(NamedTuple):
    """From `opens` until just before `closes`, local time, on one weekday (0 Monday … 6 Sunday, 7 public holiday).

    `closes` at 23:59:59 means until midnight. `valid_until` is the last day, or None while in force.
    """

    day: int
    opens: time
    closes: time
    valid_from: date
    valid_until: date | None

    def covers(self, moment: time) -> bool:
        return self.opens <= moment and (moment < self.closes or self.closes == UNTIL_MIDNIGHT)


def may_be_called_at(
    now: datetime, *, time_zone: str, hours: Iterable[Hours], holidays: Collection[date]
) -> bool:
    """Whether people who live in `time_zone` may be called at `now` (aware).

    On a public holiday its own row counts and the weekday's does not; without any row that is in force, nobody
    may be called.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    today = hours_on(local.date(), hours=hours, holidays=holidays)
    return today is not None and today.covers(local.time())


def next_opening(
    now: datetime, *, time_zone: str, hours: Iterable[Hours], holidays: Collection[date]
) -> datetime:
    """The first moment from `now` (aware) on at which people may be called: `now` itself while they may.

    Where nobody may be called for a whole month, the end of that month: ask again then.
    """
    hours = tuple(hours)
    if may_be_called_at(now, time_zone=time_zone, hours=hours, holidays=holidays):
        return now
    now = now.astimezone(
        UTC
    )  # two moments on one local clock would be compared without regard to its changes
    for opening in openings(now, ZoneInfo(time_zone), hours, holidays):
        if opening > now and may_be_called_at(opening, time_zone=time_zone, hours=hours, holidays=holidays):
            return opening
    return now + HORIZON


def hours_on(day: date, *, hours: Iterable[Hours], holidays: Collection[date]) -> Hours | None:
    """The row that counts on a day. Of two that are in force the younger one replaces the older."""
    kind = PUBLIC_HOLIDAY if day in holidays else day.weekday()
    in_force = [
        row
        for row in hours
        if row.day == kind and row.valid_from <= day and (row.valid_until is None or day <= row.valid_until)
    ]
    return max(in_force, key=lambda row: row.valid_from, default=None)


def openings(
    now: datetime, zone: ZoneInfo, hours: tuple[Hours, ...], holidays: Collection[date]
) -> Iterator[datetime]:
    """Every moment (UTC) of the next month at which a day's hours begin in `zone`, in order.

    When clocks go back, an hour happens twice, and so may an opening; when they go forward, an opening inside
    the hour that is left out moves to its end, never before the clock shows it.
    """
    first = now.astimezone(zone).date()
    for day in (first + timedelta(days=ahead) for ahead in range(HORIZON.days)):
        row = hours_on(day, hours=hours, holidays=holidays)
        if row:
            local = datetime.combine(day, row.opens, tzinfo=zone)
            yield from sorted({local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)})
