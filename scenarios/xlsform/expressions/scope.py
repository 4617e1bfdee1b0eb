"""What an expression sees of the conversation while it is evaluated."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from scenarios.xlsform.expressions.conversion import Value


class World(Protocol):
    """The run, as far as expressions may look at it."""

    now: dt.datetime
    language: str

    def value(self, path: str, repeat_key: str = "") -> str: ...
    def remembered(self, path: str, repeat_key: str) -> str: ...
    def turns(self, repeat: str, within: str) -> list[str]: ...
    def is_relevant(self, path: str, key: str) -> bool: ...
    def choice_label(self, path: str, repeat_key: str, value: str) -> str: ...
    def spend(self, steps: int) -> None: ...


@dataclass(slots=True)
class Scope:
    """The place and the repeat instance an expression is evaluated for; `row` holds a choice's columns in a filter."""

    world: World
    path: str
    key: str = ""
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spots:
    """Several places: (path, repeat key) pairs."""

    world: World
    places: tuple[tuple[str, str], ...]

    def texts(self) -> list[str]:
        return [self.world.value(path, key) for path, key in self.places]


__all__ = ["Scope", "Spots", "Value", "World"]
