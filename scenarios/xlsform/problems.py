"""The sentences a regional administrator reads about a workbook."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One mistake, where it stands and what was probably meant.

    `sheet` as in the workbook ("" for the file), `cell` like "L9" ("" when the whole sheet is meant), `position` in the
    cell's text from 0 or None, `severity` "error" or "warning", `code`+`params` for the translated sentence.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    severity: str = "error"
    suggestion: str = ""
    position: int | None = None

    @property
    def message(self) -> str:
        """The sentence, in the language active in Django, or English without Django."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Problem":
        raise NotImplementedError


def answer_sentence(code: str, type_: str) -> str:
    raise NotImplementedError
