"""The pieces of a form: questions, groups and repeats, with their texts and their compiled expressions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scenarios.xlsform.expressions.compiler import Compiled

Texts = Mapping[str, str]

SILENT_TYPES = frozenset({"calculate", "hidden"})
CONTAINERS = frozenset({"group", "repeat"})


@dataclass(frozen=True)
class Action:
    """What is to be done at completion, when (else: when the question is answered), with which arguments."""

    name: str
    when: Compiled | None
    arguments: Mapping[str, Compiled]


@dataclass(frozen=True)
class Choice:
    """One line of the choices sheet; `columns` holds everything a choice_filter may look at."""

    value: str
    label: Texts
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """A question, group or repeat. `is_gated` keeps it back until the identity question is confirmed.

    `max_length` is what the action that takes its answer can hold, in characters; 0 when nothing says. `is_readable`:
    that action needs a letter or a digit in it.
    """

    path: str
    name: str
    type: str
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    appearance: str = ""
    relevant: Compiled | None = None
    constraint: Compiled | None = None
    constraint_message: Texts = field(default_factory=dict)
    required: Compiled | None = None
    required_message: Texts = field(default_factory=dict)
    calculation: Compiled | None = None
    default: str = ""
    dynamic_default: Compiled | None = None
    is_read_only: bool = False
    list_name: str = ""
    choice_filter: Compiled | None = None
    action: Action | None = None
    is_gated: bool = False
    max_length: int = 0
    is_readable: bool = False
    children: tuple[str, ...] = ()

    @property
    def is_container(self) -> bool:
        return self.type in CONTAINERS

    @property
    def is_silent(self) -> bool:
        """Never on a screen."""
        return self.type in SILENT_TYPES

    @property
    def can_be_answered(self) -> bool:
        return not (self.is_container or self.is_silent or self.type == "note" or self.is_fixed)

    @property
    def is_fixed(self) -> bool:
        return self.is_read_only or self.calculation is not None

    @property
    def value_source(self) -> Compiled | None:
        """What computes its value, if anything does."""
        return self.calculation or self.dynamic_default


@dataclass(frozen=True)
class IdentityQuestion:
    """The question that says whether the right person is on the line, and the answers that confirm it."""

    path: str
    confirmed_by: tuple[str, ...]


@dataclass(frozen=True)
class Core:
    """A question without which a conversation has not taken place; by one of `answers` where some are named."""

    path: str
    answers: tuple[str, ...]

    def is_met_by(self, value: str) -> bool:
        """Whether this answer will do; a blank one never does."""
        return value in self.answers if self.answers else value != ""


Stored = dict[str, Any]
