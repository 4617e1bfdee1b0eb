"""What a script may ask to be done: names and arguments, registered here so that the check can refuse others."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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


ACTIONS: Mapping[str, ActionSpec] = {
    "record_onset": ActionSpec(required=("date",)),
    "name_contact": ActionSpec(
        required=("first_name", "last_exposure_on", "risk"),
        optional=("family_name", "phone", "birth_date", "relation", "language", "setting", "same_household"),
    ),
}
