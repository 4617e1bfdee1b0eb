"""For when a call-back may be promised."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# No measure of the nine Belgian regimes (countries/belgium/covid_19.toml) lasted longer than the fortnight of spring
# 2020: who is called back later than that is called about something that is over.
FURTHEST_PROMISE = timedelta(days=14)


def may_be_promised(at: datetime, now: datetime) -> bool:
    """Whether a call-back may be promised for `at`: after `now` (both aware), at most fourteen times 24 hours."""
    return now < at <= now + FURTHEST_PROMISE


def days_to_promise(now: datetime, time_zone: str) -> tuple[date, date]:
    """The first and the last date in `time_zone` on which a call-back may be promised."""
    zone = ZoneInfo(time_zone)
    return now.astimezone(zone).date(), (now + FURTHEST_PROMISE).astimezone(zone).date()
