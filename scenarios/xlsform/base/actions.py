"""What a script may ask to be done. The contract of an action is the signature of the command that does it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_type_hints

Mark = TypeVar("Mark")

GIVEN_BY_US = frozenset({"run", "by"})
"""Parameters of every action that no script names: the conversation, and the agent."""


@dataclass(frozen=True)
class AtMost:
    """How long a text may be, in characters: `first_name: Annotated[str, AtMost(80)]` in a command's signature."""

    characters: int


@dataclass(frozen=True)
class SomethingToRead:
    """A text that is blank, or has a letter or a digit: “?” is no name."""


@dataclass(frozen=True)
class ActionSpec:
    """An action's arguments by name.

    `limits` says of some how many characters they may have; `readable` which must have a letter or digit, if anything.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    readable: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[str, ...]:
        return self.required + self.optional


def spec_of(command: Callable[..., Any]) -> ActionSpec:
    """What a script must and may hand to a command, read from its signature, so that the two cannot disagree.

    An argument without default is required: the script has to name it, and its value may still be blank.
    """
    parameters = inspect.signature(command).parameters.values()
    offered = [one for one in parameters if one.name not in GIVEN_BY_US]
    hints = get_type_hints(inspect.unwrap(command), include_extras=True)
    return ActionSpec(
        required=tuple(one.name for one in offered if one.default is one.empty),
        optional=tuple(one.name for one in offered if one.default is not one.empty),
        limits={one.name: mark.characters for one in offered for mark in _marks(hints.get(one.name), AtMost)},
        readable=tuple(one.name for one in offered if _marks(hints.get(one.name), SomethingToRead)),
    )


def _marks(hint: Any, kind: type[Mark]) -> list[Mark]:
    """The marks of a kind in an annotation: one, or none."""
    return [mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, kind)][:1]
