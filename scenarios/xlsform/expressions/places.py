"""Where everything stands in a form: paths such as `contacts/contact/c_first`, and which repeats lie around them."""

from collections.abc import Iterable
from difflib import get_close_matches

from scenarios.xlsform.expressions.faults import Fault


class Places:
    """The skeleton of a form, given as (path, kind) with kind "repeat", "group" or anything else for a question."""

    def __init__(self, paths: Iterable[tuple[str, str]]) -> None:
        self.kinds = dict(paths)
        self.named: dict[str, list[str]] = {}
        for path in self.kinds:
            self.named.setdefault(name_of(path), []).append(path)
        self._repeats = {path: self._repeats_around(path) for path in ["", *self.kinds]}

    def find(self, name: str, at: int = 0) -> str:
        """The path of `${name}`."""
        paths = self.named.get(name, [])
        if not paths:
            near = get_close_matches(name, self.named, 1)
            raise Fault("unknown_reference", at, name=name, suggestion=near[0] if near else "")
        if len(paths) > 1:
            raise Fault("ambiguous_reference", at, name=name)
        return paths[0]

    def child(self, path: str, name: str, at: int = 0) -> str:
        """The path of something directly inside `path`, or inside a plain group of it."""
        below = f"{path}/{name}" if path else name
        if below not in self.kinds:
            raise Fault("unknown_reference", at, name=name, suggestion="")
        return below

    def repeats_of(self, path: str) -> tuple[str, ...]:
        """The repeats around a place, outermost first; a repeat lies in itself."""
        return self._repeats[path]

    def repeats_outside(self, path: str) -> tuple[str, ...]:
        """The repeats around a place; a repeat named as such means all its turns and lies outside of itself."""
        around = self._repeats[path]
        return around[:-1] if self.is_repeat(path) else around

    def is_repeat(self, path: str) -> bool:
        return self.kinds.get(path) == "repeat"

    def _repeats_around(self, path: str) -> tuple[str, ...]:
        return tuple(
            above for above in [*reversed(ancestors(path)), path] if self.kinds.get(above) == "repeat"
        )


def name_of(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def parent_of(path: str) -> str:
    return path.rpartition("/")[0]


def ancestors(path: str) -> list[str]:
    """The groups and repeats around a place, innermost first."""
    found = []
    while path := parent_of(path):
        found.append(path)
    return found
