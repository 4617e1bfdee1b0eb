"""A compiled script: immutable, storable as JSON, shared by all runs of its version."""

from typing import Any


class Form:
    """One checked version of a script. Read `title`, `languages` (["fr", "nl", …]), `default_language`, `version`."""

    title: str
    version: str
    languages: tuple[str, ...]
    default_language: str

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Form":
        """The form from a version's row. Costs tens of milliseconds: keep the result per version."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """JSON for the version's row."""
        raise NotImplementedError

    @property
    def presets(self) -> tuple[str, ...]:
        """Names the script expects to be told (its `hidden` questions), e.g. person_first_name, specimen_date."""
        raise NotImplementedError
