"""Headings: misspelt columns are the worst mistakes, since the spreadsheet looks right and nothing happens."""

from collections.abc import Iterator
from difflib import get_close_matches

from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.workbook.columns import CHOICES, SETTINGS, SURVEY, TRANSLATED
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Sheet

_KNOWN = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}
_NEEDED = {"survey": ("type", "name"), "choices": ("list_name", "name")}


def problems(script: Script) -> Iterator[Problem]:
    for sheet in (script.survey, script.choices, script.settings):
        yield from _of_sheet(sheet)
    yield from _of_settings(script)


def _of_sheet(sheet: Sheet) -> Iterator[Problem]:
    seen = set()
    for letter, said, column in sheet.headings:
        at = f"{letter}1"
        if column.language is None:
            yield Problem("unknown_language", sheet.name, at, {"name": said.partition("::")[2].strip()})
        elif column in seen:
            yield Problem("duplicate_column", sheet.name, at, {"name": said})
        elif column.name not in _KNOWN[sheet.name]:
            yield from _unknown(sheet, at, said, column.name)
        seen.add(column)
    names = {column.name for _, _, column in sheet.headings}
    for needed in _NEEDED.get(sheet.name, ()):
        if sheet.headings and needed not in names:
            yield Problem("missing_column", sheet.name, "", {"name": needed})


def _unknown(sheet: Sheet, at: str, said: str, name: str) -> Iterator[Problem]:
    """An error when it is nearly a known one; else a warning. Choices may have columns of their own for filters."""
    near = get_close_matches(name, _KNOWN[sheet.name] | _spellings(name), 1, 0.75)
    if near:
        yield Problem("unknown_column", sheet.name, at, {"name": said}, suggestion=near[0])
    elif sheet.name != "choices":
        yield Problem("unknown_column", sheet.name, at, {"name": said}, severity="warning")


def _spellings(name: str) -> set[str]:
    """`label:Français (fr)` with one colon is meant to be a translation."""
    first = name.partition(":")[0]
    return {f"{first}::{name.partition(':')[2]}"} if ":" in name and first in TRANSLATED else set()


def _of_settings(script: Script) -> Iterator[Problem]:
    if not script.setting("form_title"):
        yield Problem("no_title", "settings", severity="warning")
    said = script.setting("default_language")
    if said and script.stated_default not in script.languages:
        at = script.settings.at(script.settings.rows[0], "default_language")
        yield Problem("default_language", "settings", at, {"name": said})
