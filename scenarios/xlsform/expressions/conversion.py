"""Text, number, truth and day: how values turn into each other (XPath 1.0 with OpenRosa's days).

A day is a number of days since 1 January 1970, so that `today() - 2` works; a blank becomes NaN in arithmetic, and
NaN is stored as blank.
"""

import datetime as dt
import math
import re
from typing import Protocol

_EPOCH = dt.date(1970, 1, 1).toordinal()
_NUMBER = re.compile(r"\s*-?(\d+(\.\d*)?|\.\d+)\s*")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
NAN = math.nan
_SECONDS = 86_400


class Nodes(Protocol):
    """Several places of the form: what `${question_in_a_repeat}` is, seen from outside of the repeat."""

    def texts(self) -> list[str]: ...


class Day(float):
    """A date, or a moment when `timed`, as days since the epoch in the script's own zone."""

    timed: bool

    def __new__(cls, days: float, *, timed: bool = False) -> "Day":
        day = super().__new__(cls, days)
        day.timed = timed
        return day


Value = str | float | bool | Nodes


def day_of(moment: dt.datetime | dt.date) -> Day:
    """A date, or a wall-clock moment."""
    days = moment.toordinal() - _EPOCH
    if isinstance(moment, dt.datetime):
        return Day(days + (moment.hour * 3600 + moment.minute * 60 + moment.second) / _SECONDS, timed=True)
    return Day(days)


def moment_of(days: float) -> dt.datetime | None:
    """The wall-clock moment of a day number; None for what no calendar holds."""
    try:
        whole = math.floor(days)
        seconds = round((days - whole) * _SECONDS)
        return dt.datetime.fromordinal(whole + _EPOCH) + dt.timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None


def read_day(text: str) -> Day | None:
    """ISO 8601 date or date and time; None for anything else."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        date = dt.date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return day_of(date)
        clock = dt.time(int(match[4]), int(match[5]), int(match[6] or 0))
        return day_of(dt.datetime.combine(date, clock))
    except ValueError:
        return None


def first(value: Value) -> str | float | bool:
    """The first of several places; anything else as it is."""
    if isinstance(value, str | float | int):
        return value
    texts = value.texts()
    return texts[0] if texts else ""


def text(value: Value) -> str:
    """As text: blank for what is no number, days in ISO 8601, whole numbers without a decimal point."""
    single = first(value)
    if isinstance(single, str):
        return single
    if isinstance(single, bool):
        return "true" if single else "false"
    if isinstance(single, Day):
        return _iso(single)
    # NaN is the only value that differs from itself.
    if single != single or math.isinf(single):
        return ""
    # Beyond 10^15 a float skips whole numbers: digits that nobody typed would be shown.
    return str(int(single)) if single == int(single) and abs(single) < 1e15 else repr(single)


def _iso(day: Day) -> str:
    moment = moment_of(day) if day == day else None
    if moment is None:
        return ""
    return moment.isoformat(timespec="seconds") if day.timed else moment.date().isoformat()


def number(value: Value) -> float:
    """As a number: true is 1, a date its days since 1970, everything else NaN."""
    single = first(value)
    if isinstance(single, float):
        return single
    if isinstance(single, bool):
        return 1.0 if single else 0.0
    if _NUMBER.fullmatch(str(single)):
        return float(single)
    day = read_day(str(single))
    return NAN if day is None else day


def truth(value: Value) -> bool:
    """As XPath has it: a text that is not empty (also "false"), a number but 0 and NaN, at least one place."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value.texts())


def texts(value: Value) -> list[str]:
    """All places of several, or the one value, as text."""
    return [text(value)] if isinstance(value, str | float | bool) else value.texts()


def numbers(value: Value) -> list[float]:
    """All that are not blank, as numbers: `sum(${age})` skips the ages nobody gave."""
    return [number(each) for each in texts(value) if each != ""]


def chosen(value: Value) -> list[str]:
    """The choices of a select_multiple."""
    return text(value).split()


def equal(left: Value, right: Value) -> bool:
    """XPath's `=`: several places are equal to something when one of them is."""
    if not isinstance(left, str | float | bool):
        return any(equal(each, right) for each in left.texts())
    if not isinstance(right, str | float | bool):
        return any(equal(left, each) for each in right.texts())
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return number(left) == number(right)
    return left == right


def unequal(left: Value, right: Value) -> bool:
    """XPath's `!=`: true when one of several places differs."""
    if not isinstance(left, str | float | bool):
        return any(unequal(each, right) for each in left.texts())
    if not isinstance(right, str | float | bool):
        return any(unequal(left, each) for each in right.texts())
    return not equal(left, right)
