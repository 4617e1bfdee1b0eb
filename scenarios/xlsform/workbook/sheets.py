"""The inside of a workbook, cell by cell, as text."""

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from scenarios.xlsform.base.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.workbook.columns import Column, read_heading


@dataclass(frozen=True)
class Cell:
    text: str
    at: str


@dataclass(frozen=True)
class Row:
    """A row's filled cells by column."""

    number: int
    cells: dict[Column, Cell]

    def cell(self, name: str, language: str | None = "") -> Cell | None:
        return self.cells.get(Column(name, language))

    def text(self, name: str, language: str = "") -> str:
        found = self.cell(name, language)
        return found.text if found else ""


@dataclass
class Sheet:
    """One sheet: its headings (letter, heading as written, meaning) and rows, and what was wrong with single cells."""

    name: str
    headings: list[tuple[str, str, Column]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def letter(self, column: Column) -> str:
        """The letter of a column; "" when the sheet does not have it."""
        return next((letter for letter, _, meaning in self.headings if meaning == column), "")

    def at(self, row: Row, name: str, language: str = "") -> str:
        """The cell of a column in a row, whether filled or not; at worst the first cell of the row."""
        return f"{self.letter(Column(name, language)) or 'A'}{row.number}"


def read_sheets(workbook: bytes) -> dict[str, Sheet]:
    """The sheets of an XLSForm by lower-case name; others are left unread."""
    book = load_workbook(io.BytesIO(workbook), read_only=True, data_only=False, keep_links=False)
    wanted = {"survey", "choices", "settings"}
    return {
        sheet.title.strip().lower(): _read(sheet)
        for sheet in book.worksheets
        if sheet.title.strip().lower() in wanted
    }


def _read(worksheet: Any) -> Sheet:
    sheet = Sheet(worksheet.title.strip().lower())
    worksheet.reset_dimensions()
    lines = worksheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    for number, line in enumerate(lines, 1):
        cells = list(_cells(line, number, sheet))
        if number == 1:
            sheet.headings = [(get_column_letter(i), cell.text, read_heading(cell.text)) for i, cell in cells]
        elif cells:
            sheet.rows.append(_row(sheet, number, dict(cells)))
    return sheet


def _row(sheet: Sheet, number: int, cells: dict[int, Cell]) -> Row:
    by_letter = {get_column_letter(index): cell for index, cell in cells.items()}
    found: dict[Column, Cell] = {}
    for letter, _, column in sheet.headings:
        if letter in by_letter:
            found.setdefault(column, by_letter[letter])
    return Row(number, found)


def _cells(line: tuple[Any, ...], number: int, sheet: Sheet) -> Iterator[tuple[int, Cell]]:
    """The filled cells of a line; formulas, errors and overlong texts become problems instead."""
    for index, cell in enumerate(line, 1):
        text = _text(cell.value)
        if not text:
            continue
        at = f"{get_column_letter(index)}{number}"
        problem = _problem(cell, text, sheet.name, at)
        if problem is not None:
            sheet.problems.append(problem)
        else:
            yield index, Cell(text, at)


def _problem(cell: Any, text: str, sheet: str, at: str) -> Problem | None:
    if cell.data_type == "f":
        return Problem("formula", sheet, at)
    if cell.data_type == "e":
        return Problem("error_value", sheet, at, {"text": text})
    if len(text) > MAX_CELL:
        return Problem("cell_too_long", sheet, at, {"length": len(text), "limit": MAX_CELL})
    return None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="seconds")
    return str(value).replace("\u00a0", " ").strip()
