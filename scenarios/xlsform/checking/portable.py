"""pyxform's verdict: is this an XLSForm that other tools (ODK, KoboToolbox) would take as well?

It reads what we have read safely, never the file. Our own checks come first, because pyxform stops at the first
mistake, names no cell for some, and lets others pass in silence.
"""

import re
from collections.abc import Iterator
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.workbook.columns import TRANSLATED, Column
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Row, Sheet

_OURS = frozenset({"step", "action", "action_when", "action_with", "note", "comment"})
_ROW = re.compile(r"\[row : (\d+)\]")


def problems_of_portability(script: Script) -> Iterator[Problem]:
    """One problem at most; whatever pyxform raises, a refusal or a crash, becomes a sentence."""
    try:
        convert(_as_definition(script), form_name="data", validate=False, warnings=[])
    except PyXFormError as refused:
        yield _located(script, str(refused), refused.context or {})
    except Exception as crashed:  # pyxform crashes with bare TypeErrors on unusual columns
        yield Problem("not_an_xlsform", params={"reason": f"{type(crashed).__name__}: {crashed}"[:300]})


def _as_definition(script: Script) -> dict[str, Any]:
    sheets = {"survey": script.survey, "choices": script.choices}
    definition: dict[str, Any] = {
        "fallback_form_name": "data",
        "sheet_names": ["survey", "choices", "settings"],
    }
    for name, sheet in sheets.items():
        definition[name] = [_as_dict(script, row) for row in _filled(sheet)]
        definition[f"{name}_header"] = [dict.fromkeys(_headings(script, sheet))]
    definition["settings"] = [{"form_title": script.setting("form_title") or "Script", "form_id": "script"}]
    definition["settings_header"] = [{"form_title": None, "form_id": None}]
    return definition


def _filled(sheet: Sheet) -> list[Row]:
    return [row for row in sheet.rows if row.cells]


def _as_dict(script: Script, row: Row) -> dict[str, str]:
    return {_heading(script, c): cell.text for c, cell in row.cells.items() if _is_theirs(c)}


def _headings(script: Script, sheet: Sheet) -> list[str]:
    return [_heading(script, column) for _, _, column in sheet.headings if _is_theirs(column)]


def _is_theirs(column: Column) -> bool:
    return column.name not in _OURS and column.language is not None


def _heading(script: Script, column: Column) -> str:
    return (
        f"{column.name}::{column.language or script.default_language}"
        if column.name in TRANSLATED
        else column.name
    )


def _located(script: Script, reason: str, context: dict[str, Any]) -> Problem:
    """pyxform counts the rows it was given; the sheet may have had empty ones between them."""
    match = _ROW.search(reason)
    number = context.get("row") or (int(match[1]) if match else 0)
    sheet = script.choices if "'choices' sheet" in reason else script.survey
    rows = _filled(sheet)
    at = f"A{rows[number - 2].number}" if 2 <= number < len(rows) + 2 else ""
    params = {"reason": _ROW.sub("", reason).strip()[:400]}
    return Problem("not_an_xlsform", sheet.name if at else "", at, params)
