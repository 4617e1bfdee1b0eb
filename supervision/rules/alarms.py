"""What deserves a supervisor's attention. Thresholds are those that call centres use on their walls."""

from datetime import datetime, timedelta
from enum import StrEnum


class Level(StrEnum):
    """How loud."""

    WATCH = "watch"
    ALARM = "alarm"


class Alarm(StrEnum):
    """What to do about it; the template says it in words."""

    TALKING_LONG = "talking_long"
    WRAP_UP_LONG = "wrap_up_long"
    PAUSE_OVER = "pause_over"
    DIALLING_LONG = "dialling_long"


# An index interview takes 15 to 60 minutes; writing it up should not take ten.
LIMITS = {
    "talking": (timedelta(minutes=60), Alarm.TALKING_LONG),
    "wrap_up": (timedelta(minutes=10), Alarm.WRAP_UP_LONG),
    "dialling": (timedelta(minutes=2), Alarm.DIALLING_LONG),
}


def alarm_of(*, state: str, since: datetime, now: datetime, max_minutes: int | None) -> Alarm | None:
    """What is wrong with an agent who has been in `state` since `since` (aware); None when all is well.

    `max_minutes` is how long the reason of a pause allows; None outside a pause.
    """
    if state == "paused" and max_minutes is not None:
        return Alarm.PAUSE_OVER if now - since > timedelta(minutes=max_minutes) else None
    limit, alarm = LIMITS.get(state, (None, None))
    return alarm if limit is not None and now - since > limit else None


def level_of_age(minutes: float, target_minutes: int) -> Level | None:
    """How loud a queue's oldest call is: from three quarters of the target on, and past it."""
    if minutes > target_minutes:
        return Level.ALARM
    return Level.WATCH if minutes > 0.75 * target_minutes else None
