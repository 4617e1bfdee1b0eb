"""What a script may ask to be done. The contract of an action is the signature of the command that does it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_type_hints

GIVEN_BY_US = frozenset({"run", "by"})
"""Parameters of every action that no script names: the conversation, and the agent."""


@dataclass(frozen=True)
class AtMost:
    """How long a text may be, in characters: `first_name: Annotated[str, AtMost(80)]` in a command's signature."""

    characters: int


@dataclass(frozen=True)
class ActionSpec:
    """An action's arguments by name; `limits` says of some how many characters they may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)

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
        limits={one.name: limit for one in offered if (limit := _limit_in(hints.get(one.name)))},
    )


def _limit_in(hint: Any) -> int:
    """The characters that an annotation allows; 0 when it says nothing."""
    marks = getattr(hint, "__metadata__", ())
    return next((mark.characters for mark in marks if isinstance(mark, AtMost)), 0)
