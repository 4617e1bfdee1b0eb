"""What stands between two values."""

import math
from collections.abc import Callable

from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.conversion import NAN, Value
from scenarios.xlsform.expressions.scope import Scope

Evaluate = Callable[[Scope], Value]


def _divide(left: float, right: float) -> float:
    return left / right if right else NAN


def _remainder(left: float, right: float) -> float:
    return math.fmod(left, right) if right and math.isfinite(left) else NAN


def _of_numbers(compute: Callable[[float, float], Value]) -> Callable[[Evaluate, Evaluate], Evaluate]:
    return lambda left, right: lambda scope: compute(to.number(left(scope)), to.number(right(scope)))


def _of_values(compare: Callable[[Value, Value], bool]) -> Callable[[Evaluate, Evaluate], Evaluate]:
    return lambda left, right: lambda scope: compare(left(scope), right(scope))


def _or(left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda scope: to.truth(left(scope)) or to.truth(right(scope))


def _and(left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda scope: to.truth(left(scope)) and to.truth(right(scope))


# float(…) takes a day's character away: today() - 2 is a number until date() or format-date() makes it a day again.
OPERATORS: dict[str, Callable[[Evaluate, Evaluate], Evaluate]] = {
    "or": _or,
    "and": _and,
    "=": _of_values(to.equal),
    "!=": _of_values(to.unequal),
    "<": _of_numbers(lambda a, b: bool(a < b)),
    "<=": _of_numbers(lambda a, b: bool(a <= b)),
    ">": _of_numbers(lambda a, b: bool(a > b)),
    ">=": _of_numbers(lambda a, b: bool(a >= b)),
    "+": _of_numbers(lambda a, b: float(a + b)),
    "-": _of_numbers(lambda a, b: float(a - b)),
    "*": _of_numbers(lambda a, b: float(a * b)),
    "div": _of_numbers(_divide),
    "mod": _of_numbers(_remainder),
}
