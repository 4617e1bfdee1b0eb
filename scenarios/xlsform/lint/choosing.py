"""The choices sheet."""

from collections.abc import Iterator

from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Row


def problems(script: Script) -> Iterator[Problem]:
    """What is wrong with the choices."""
    seen: dict[tuple[str, str], int] = {}
    for row in script.choices.rows:
        yield from _of_row(script, row)
        key = (row.text("list_name"), row.text("name"))
        if all(key) and seen.setdefault(key, row.number) != row.number:
            at = script.choices.at(row, "name")
            params = {"list": key[0], "name": key[1], "row": seen[key]}
            yield Problem("duplicate_choice", "choices", at, params)
    used = {item.type.list_name for item in script.items}
    for name, rows in script.lists.items():
        if name not in used:
            at = script.choices.at(next(iter(rows.values())), "list_name")
            yield Problem("unused_list", "choices", at, {"name": name}, severity="warning")


def _of_row(script: Script, row: Row) -> Iterator[Problem]:
    name = row.text("name")
    if row.cells and not row.text("list_name"):
        yield Problem("choice_without_list", "choices", script.choices.at(row, "list_name"))
    if row.cells and not name:
        yield Problem("choice_without_name", "choices", script.choices.at(row, "name"))
    if " " in name:
        at, better = script.choices.at(row, "name"), name.replace(" ", "_")
        yield Problem("choice_with_space", "choices", at, {"name": name}, suggestion=better)
    if name and not script.texts(row, "label"):
        yield Problem("missing_label", "choices", script.choices.at(row, "label", script.languages[0]))
