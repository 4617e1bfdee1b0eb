"""The survey sheet as a tree: which row is what, and where it stands."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from scenarios.xlsform.base.limits import MAX_GROUPS_DEEP
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.base.types import KNOWN, Type, read_type
from scenarios.xlsform.workbook.sheets import Row, Sheet

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_\-.]*")


@dataclass(frozen=True)
class Item:
    """A row that is part of the form: a question, or the beginning of a group or repeat."""

    row: Row
    type: Type
    path: str

    @property
    def kind(self) -> str:
        """group, repeat, or the question's type; metadata about the device counts as hidden."""
        if self.type.kind == "begin":
            return self.type.of
        return "hidden" if self.type.kind == "metadata" else self.type.kind

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass
class Outline:
    """The items in the order of the sheet, and what is wrong with their order, types and names."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def outline_of(survey: Sheet) -> Outline:
    """Read the tree. Rows that cannot be understood are reported and left out."""
    reader = _Reader(survey)
    for row in survey.rows:
        reader.read(row)
    reader.finish()
    return reader.outline


class _Reader:
    """Reads row after row; `open` are the groups and repeats that have begun and not ended, the outermost first."""

    def __init__(self, survey: Sheet) -> None:
        self.survey = survey
        self.outline = Outline()
        self.open: list[Item] = []
        self.rows_by_path: dict[str, int] = {}

    def read(self, row: Row) -> None:
        """What a row is: the end of something, part of the form, or nothing that we know."""
        said = row.text("type")
        if not said:
            if row.cells:
                self.report("missing_type", row, "type")
            return
        type_ = read_type(said)
        if type_.kind == "end":
            self.close(row, type_)
        elif type_.kind in ("unknown", "unsupported"):
            self.refuse(row, type_)
        else:
            self.add(row, type_)

    def add(self, row: Row, type_: Type) -> None:
        """A question, or the beginning of a group or repeat."""
        name = row.text("name")
        path = "/".join([*(item.name for item in self.open), name or f"row_{row.number}"])
        self.outline.problems.extend(self.name_problems(row, name, path))
        self.rows_by_path.setdefault(path, row.number)
        item = Item(row, type_, path)
        self.outline.items.append(item)
        if type_.kind == "metadata":
            self.report("metadata_ignored", row, "type", severity="warning", name=type_.said)
        if type_.kind == "begin":
            self.open_container(item)

    def open_container(self, item: Item) -> None:
        """What follows stands in it, until its end."""
        self.open.append(item)
        if item.type.of == "repeat" and any(above.type.of == "repeat" for above in self.open[:-1]):
            self.report("nested_repeat", item.row, "type")
        if len(self.open) > MAX_GROUPS_DEEP:
            self.report("too_deep", item.row, "type", limit=MAX_GROUPS_DEEP)

    def close(self, row: Row, type_: Type) -> None:
        """The end of the group or repeat opened last. A wrong end closes nothing: the right one may follow."""
        if not self.open:
            self.report("not_opened", row, "type", kind=type_.of)
        elif self.open[-1].type.of != type_.of:
            opened = self.open[-1]
            self.report(
                "wrong_end", row, "type", kind=type_.of, open=opened.type.of, row_number=opened.row.number
            )
        else:
            self.open.pop()

    def finish(self) -> None:
        """The sheet is over; whatever is open has no end."""
        for item in self.open:
            self.report("not_closed", item.row, "type", kind=item.type.of)

    def refuse(self, row: Row, type_: Type) -> None:
        """A type we do not know or have. The question stays, as a text: references to it are no second mistake."""
        first, _, rest = type_.said.partition(" ")
        near = get_close_matches(first.lower(), KNOWN, 1) or get_close_matches(type_.said.lower(), KNOWN, 1)
        suggestion = f"{near[0]} {rest}".strip() if near and type_.kind == "unknown" else ""
        code = "unsupported_type" if type_.kind == "unsupported" else "unknown_type"
        self.report(code, row, "type", suggestion=suggestion, name=type_.said)
        if row.text("name"):
            self.outline.items.append(Item(row, Type("text", type_.said), self.path_here(row)))

    def path_here(self, row: Row) -> str:
        """Where a question of this row stands."""
        return "/".join([*(item.name for item in self.open), row.text("name")])

    def name_problems(self, row: Row, name: str, path: str) -> Iterator[Problem]:
        """A name that is missing, that no reference could hold, or that its group has already."""
        at = self.survey.at(row, "name")
        if not name:
            yield Problem("missing_name", "survey", at)
        elif not _NAME.fullmatch(name):
            yield Problem("bad_name", "survey", at, {"name": name}, suggestion=_as_name(name))
        elif path in self.rows_by_path:
            yield Problem("duplicate_name", "survey", at, {"name": name, "row": self.rows_by_path[path]})

    def report(self, code: str, row: Row, column: str, *, severity: str = "error", suggestion: str = "",
               **params: object) -> None:  # fmt: skip
        """Write down a problem at this cell. `row_number`, the other row concerned, is called `row` in the sentence."""
        if "row_number" in params:
            params["row"] = params.pop("row_number")
        at = self.survey.at(row, column)
        self.outline.problems.append(Problem(code, "survey", at, params, severity, suggestion))


def _as_name(said: str) -> str:
    """What the name was probably meant to be: `date of birth` is date_of_birth."""
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_\-.]+", "_", plain).strip("_")
    return name if _NAME.fullmatch(name) else ""
