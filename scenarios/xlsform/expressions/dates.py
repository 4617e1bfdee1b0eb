"""Dates as they are written and as they are said."""

import datetime as dt
import re

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names, get_month_names

from scenarios.xlsform.expressions.conversion import moment_of, read_day

_NEAR = dt.timedelta(days=60)
_ENGLISH = "en_GB"
_SPOKEN = {"en": _ENGLISH}
_WITH_WEEKDAY = {"en": "EEEE d MMMM y"}


def locale_of(language: str) -> Locale:
    """The language's own calendar words; English when it has none here."""
    try:
        return Locale.parse((_SPOKEN.get(language, language) or _ENGLISH).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)


def format_day(days: float, how: str, language: str) -> str:
    """`format-date()` with the signs of the ODK specification: %Y %y %m %n %b %d %e %a %H %h %M %S."""
    moment = moment_of(days) if days == days else None
    if moment is None:
        return ""
    return re.sub(r"%([YymnbdeaHhMS3%])", lambda sign: _part(sign[1], moment, language), how)


def _part(sign: str, moment: dt.datetime, language: str) -> str:
    if sign == "b":
        return str(get_month_names("abbreviated", locale=locale_of(language))[moment.month])
    if sign == "a":
        return str(get_day_names("abbreviated", locale=locale_of(language))[moment.weekday()])
    plain = {"n": str(moment.month), "e": str(moment.day), "h": str(moment.hour), "3": "000", "%": "%"}
    return plain.get(sign) or moment.strftime(f"%{sign}")


def spoken_date(value: str, language: str, today: dt.date) -> str | None:
    """An ISO date as one says it to a citizen; None when the value is no date.

    Days within two months carry their weekday ("Monday 30 November 2026"): it is what people plan by.
    """
    day = read_day(value)
    moment = None if day is None else moment_of(day)
    if day is None or moment is None:
        return None
    how = _WITH_WEEKDAY.get(language, "full") if abs(moment.date() - today) <= _NEAR else "long"
    said = format_date(moment.date(), how, locale=locale_of(language))
    return f"{said}, {format_time(moment.time(), 'short', locale=locale_of(language))}" if day.timed else said
