"""What the value of a parameter must look like: None, or what is wrong with it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

Check = Callable[[str], str | None]


def flag(value: str) -> str | None:
    return None if value.lower() in ("true", "false") else "must be true or false"


def text(value: str) -> str | None:
    return None


def url(value: str) -> str | None:
    parts = urlsplit(value)
    # Twilio refuses host names with an underscore, which some container networks have.
    is_good = parts.scheme in ("http", "https") and parts.hostname and "_" not in parts.hostname
    return None if is_good else "is not a valid URL"


def url_or_nothing(value: str) -> str | None:
    """Nothing is silence instead of the company's waiting music."""
    return url(value) if value else None


def number(lowest: int, highest: int) -> Check:
    def check(value: str) -> str | None:
        is_good = re.fullmatch(r"\d+", value) and lowest <= int(value) <= highest
        return None if is_good else f"must be a whole number from {lowest} to {highest}"

    return check


def one_of(*choices: str) -> Check:
    return lambda value: None if value in choices else f"must be one of {', '.join(choices)}"


def words(*choices: str) -> Check:
    """Some of these words, separated by spaces; the parameter may also be repeated."""
    return lambda value: None if set(value.split()) <= set(choices) else f"may hold {', '.join(choices)}"


def sid(kind: str) -> Check:
    """The company's name for a thing: two letters and 32 hexadecimal digits."""
    return lambda value: None if re.fullmatch(kind + "[0-9a-fA-F]{32}", value) else f"is not a {kind} SID"


def moment(value: str) -> str | None:
    try:
        moment_in(value)
    except ValueError:
        return "is not a date or a time"
    return None


def moment_in(text: str) -> datetime:
    """A moment or a day (its first second), in UTC unless it says otherwise."""
    if len(text) == len("2026-01-01"):
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
