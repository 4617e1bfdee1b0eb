"""Values at places inside of repeats, once the conversation says which turn is meant.

A key names the turns around a place from the outermost ("2", "2/1"); a place outside of all repeats has the empty key.
"""

from collections.abc import Callable

from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.conversion import Value
from scenarios.xlsform.expressions.scope import Scope, Spots

Evaluate = Callable[[Scope], Value]


def shared_by(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The repeats that two places have in common."""
    return tuple(a for a, b in zip(one, other, strict=False) if a == b)


def cut(key: str, depth: int) -> str:
    """The key of the instance around, `depth` repeats deep."""
    return "/".join(key.split("/")[:depth]) if depth else ""


def single(path: str, depth: int) -> Evaluate:
    """The value of the one instance that shares our turn, `depth` repeats deep."""
    if depth == 0:
        return lambda scope: scope.world.value(path, "")
    return lambda scope: scope.world.value(path, cut(scope.key, depth))


def several(path: str, repeat: str, depth: int) -> Evaluate:
    """The values of all turns below our own; what is not asked there is left out."""

    def evaluate(scope: Scope) -> Value:
        keys = scope.world.turns(repeat, cut(scope.key, depth))
        # Each answer evaluates everything that depends on it: a budget keeps one cell from costing the region an hour.
        scope.world.spend(len(keys))
        return Spots(scope.world, tuple((path, key) for key in keys if scope.world.is_relevant(path, key)))

    return evaluate


def below(spots: Value, path: str) -> Value:
    """The same turns, at another place in them."""
    if not isinstance(spots, Spots):
        return ""
    return Spots(spots.world, tuple((path, key) for _, key in spots.places))


def passing(base: Value, test: Evaluate, scope: Scope) -> Value:
    """The places at which the test holds; a number is a position, as in XPath: `${contact}[2]`."""
    if not isinstance(base, Spots):
        return base
    kept = []
    for number, (path, key) in enumerate(base.places, 1):
        verdict = test(Scope(scope.world, path, key, scope.row))
        is_kept = verdict == number if isinstance(verdict, float) else to.truth(verdict)
        if is_kept:
            kept.append((path, key))
    return Spots(scope.world, tuple(kept))


def position_of(repeat: str, depth: int) -> Evaluate:
    """The number of our turn among those beside it; not a number, when it is gone."""

    def evaluate(scope: Scope) -> Value:
        key = cut(scope.key, depth)
        turns = scope.world.turns(repeat, cut(key, depth - 1))
        return float(turns.index(key) + 1) if key in turns else to.NAN

    return evaluate


def indexed(scope: Scope, target: str, repeats: list[str], indexes: list[Evaluate]) -> Value:
    """The value in the turn that the numbers say; blank, where there is no such turn."""
    key = ""
    for repeat, index in zip(repeats, indexes, strict=True):
        turns, number = scope.world.turns(repeat, key), to.number(index(scope))
        if number != number or not 1 <= number <= len(turns):
            return ""
        key = turns[int(number) - 1]
    return scope.world.value(target, key)
