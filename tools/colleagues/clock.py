"""The colleague's own watch."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """This moment on the clock of this computer."""
    return datetime.now(UTC).astimezone()


def today() -> date:
    """The date that goes with it."""
    return now().date()
