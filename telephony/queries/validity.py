"""How long an SMS may wait for a telephone that is switched off: never into the night."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Region
from telephony.limits import SMS_SHORTEST, SMS_VALID
from telephony.queries.hours import calendar_of, open_for_calls
from telephony.rules.calling_hours import UNTIL_MIDNIGHT, hours_on


def validity_of(region: Region, now: datetime) -> int | None:
    """Seconds for which an SMS sent `now` (aware) stays valid; None when it may not be sent now.

    It ends before the region's calling hours do. A few minutes before closing nothing is sent any more.
    """
    valid = min(end_of_hours(region, now) - now, SMS_VALID)
    return int(valid.total_seconds()) if valid >= SMS_SHORTEST else None


def end_of_hours(region: Region, now: datetime) -> datetime:
    """When people may no longer be reached: `now` itself while they may not."""
    end = now
    while end - now < SMS_VALID and open_for_calls(region, end):
        end = closing_after(region, end)
    return end


def closing_after(region: Region, now: datetime) -> datetime:
    """When the hours that are open at `now` close, on the clock of the region; "until midnight" is midnight."""
    calendar = calendar_of(region, now)
    zone = ZoneInfo(calendar["time_zone"])
    today = now.astimezone(zone).date()
    hours = hours_on(today, hours=calendar["hours"], holidays=calendar["holidays"])
    if hours is None or hours.closes == UNTIL_MIDNIGHT:
        tomorrow = today + timedelta(days=1)
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=zone)
    return datetime.combine(today, hours.closes, tzinfo=zone)
