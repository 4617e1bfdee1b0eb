"""Is this text an answer to this type of question? Shape only; constraints are the script's."""

import datetime as dt
import re
from collections.abc import Callable

MAX_LENGTH = 5_000

_INTEGER = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def tidy(type_: str, value: str) -> str:
    """The answer as it is stored: trimmed; 37,5 is 37.5; choices once each; an acknowledgement is OK."""
    value = value.replace("\0", "").strip()
    if type_ == "decimal":
        return value.replace(",", ".")
    if type_ == "select_multiple":
        return " ".join(dict.fromkeys(value.split()))
    if type_ == "acknowledge" and value.lower() in ("ok", "yes", "on", "true", "1"):
        return "OK"
    return value


def is_of_type(type_: str, value: str) -> bool:
    """A tidy, non-blank value against its question's type."""
    check = _CHECKS.get(type_)
    return check is None or check(value)


def _reads_with(read: Callable[[str], object]) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        try:
            read(value)
        except ValueError:
            return False
        return True

    return check


def _is_date(value: str) -> bool:
    return _DATE.fullmatch(value) is not None and _reads_with(dt.date.fromisoformat)(value)


def _is_moment(value: str) -> bool:
    return len(value) > 10 and _is_date(value[:10]) and _reads_with(dt.datetime.fromisoformat)(value)


_CHECKS: dict[str, Callable[[str], bool]] = {
    "integer": lambda value: _INTEGER.fullmatch(value) is not None,
    "decimal": lambda value: _DECIMAL.fullmatch(value) is not None,
    "date": _is_date,
    "time": _reads_with(dt.time.fromisoformat),
    "datetime": _is_moment,
    "acknowledge": lambda value: value == "OK",
}
