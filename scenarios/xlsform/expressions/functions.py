"""The functions a script may use, as a table: least and most arguments, what is computed.

Their meaning is that of the ODK XForms specification; where the specifications leave room, `docs/scenarios.md` says
what holds here. Nothing here is random, so that a conversation rebuilt from its answers is the same conversation.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import re2

from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.conversion import NAN, Day, Value
from scenarios.xlsform.expressions.faults import Fault

ANY = 99


@dataclass(frozen=True)
class Function:
    least: int
    most: int
    compute: Callable[..., Value]


def _of_texts(compute: Callable[..., Value]) -> Callable[..., Value]:
    return lambda *args: compute(*map(to.text, args))


def _of_numbers(compute: Callable[..., float]) -> Callable[..., Value]:
    """A function of numbers: blank in, blank out; what has no result is blank too."""

    def computed(*args: Value) -> float:
        values = [to.number(arg) for arg in args]
        try:
            return NAN if any(v != v or math.isinf(v) for v in values) else float(compute(*values))
        except (ValueError, OverflowError, ZeroDivisionError):
            return NAN

    return computed


def _coalesce(*args: Value) -> Value:
    return next((arg for arg in args if to.text(arg) != ""), "")


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., Value]:
    def computed(*args: Value) -> float:
        values = [each for arg in args for each in to.numbers(arg)]
        return pick(values) if values and all(v == v for v in values) else NAN

    return computed


def _sum(value: Value) -> float:
    return float(sum(to.numbers(value)))


def _join(separator: Value, *args: Value) -> str:
    return to.text(separator).join(each for arg in args for each in to.texts(arg) if each != "")


def _round(value: float, places: float = 0) -> float:
    scale = 10.0 ** int(places)
    return math.floor(value * scale + 0.5) / scale


def _substr(source: Value, start: Value, end: Value | None = None) -> str:
    whole, begin = to.text(source), to.number(start)
    stop = float(len(whole)) if end is None else to.number(end)
    return "" if begin != begin or stop != stop else whole[_index(begin) : _index(stop)]


def _index(value: float) -> int:
    return int(max(-1e9, min(1e9, value)))


def _selected_at(value: Value, index: Value) -> str:
    chosen, place = to.chosen(value), to.number(index)
    return chosen[int(place)] if place == place and 0 <= place < len(chosen) else ""


def _date(value: Value) -> Value:
    day = to.number(value)
    return Day(math.floor(day)) if math.isfinite(day) else ""


def _date_time(value: Value) -> Value:
    day = to.number(value)
    return Day(day, timed=True) if math.isfinite(day) else ""


def pattern(source: str) -> Any:
    """A regular expression that takes time in proportion to the text (RE2): no input can make it hang."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(source, options)
    except re2.error as refused:
        raise Fault("bad_pattern", 0, reason=str(refused)) from None


def _regex(value: Value, source: Value) -> bool:
    return pattern(to.text(source)).search(to.text(value)) is not None


PLAIN: dict[str, Function] = {
    "true": Function(0, 0, lambda: True),
    "false": Function(0, 0, lambda: False),
    "not": Function(1, 1, lambda a: not to.truth(a)),
    "boolean": Function(1, 1, to.truth),
    "boolean-from-string": Function(1, 1, _of_texts(lambda a: a in ("true", "1"))),
    "string": Function(1, 1, to.text),
    "number": Function(1, 1, to.number),
    "int": Function(1, 1, _of_numbers(math.trunc)),
    "floor": Function(1, 1, _of_numbers(math.floor)),
    "ceiling": Function(1, 1, _of_numbers(math.ceil)),
    "round": Function(1, 2, _of_numbers(_round)),
    "abs": Function(1, 1, _of_numbers(abs)),
    "pow": Function(2, 2, _of_numbers(math.pow)),
    "concat": Function(1, ANY, lambda *args: "".join(each for arg in args for each in to.texts(arg))),
    "join": Function(2, ANY, _join),
    "contains": Function(2, 2, _of_texts(lambda a, b: b in a)),
    "starts-with": Function(2, 2, _of_texts(lambda a, b: a.startswith(b))),
    "ends-with": Function(2, 2, _of_texts(lambda a, b: a.endswith(b))),
    "substring-before": Function(2, 2, _of_texts(lambda a, b: a.split(b)[0] if b and b in a else "")),
    "substring-after": Function(2, 2, _of_texts(lambda a, b: a.split(b, 1)[1] if b and b in a else "")),
    "substr": Function(2, 3, _substr),
    "string-length": Function(1, 1, _of_texts(lambda a: float(len(a)))),
    "normalize-space": Function(1, 1, _of_texts(lambda a: " ".join(a.split()))),
    "regex": Function(2, 2, _regex),
    "coalesce": Function(2, ANY, _coalesce),
    "selected": Function(2, 2, lambda a, b: to.text(b).strip() in to.chosen(a)),
    "selected-at": Function(2, 2, _selected_at),
    "count-selected": Function(1, 1, lambda a: float(len(to.chosen(a)))),
    "count": Function(1, 1, lambda a: float(len(to.texts(a)))),
    "count-non-empty": Function(1, 1, lambda a: float(sum(each != "" for each in to.texts(a)))),
    "sum": Function(1, 1, _sum),
    "min": Function(1, ANY, _extreme(min)),
    "max": Function(1, ANY, _extreme(max)),
    "date": Function(1, 1, _date),
    "date-time": Function(1, 1, _date_time),
    "decimal-date-time": Function(1, 1, lambda a: float(to.number(a))),
}

# These look at the conversation or at their arguments' places, not only at values: see the compiler.
SPECIAL: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "once": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "format-date": (2, 2),
    "format-date-time": (2, 2),
    "position": (0, 1),
    "jr:choice-name": (2, 2),
    "indexed-repeat": (3, 7),
}

NAMES = frozenset(PLAIN) | frozenset(SPECIAL)


def arity(name: str) -> tuple[int, int]:
    """Least and most number of arguments of a known function."""
    return SPECIAL[name] if name in SPECIAL else (PLAIN[name].least, PLAIN[name].most)
