"""Questions: a text, a calculation, a list where the type needs one; a default that is an answer."""

from collections.abc import Iterator
from difflib import get_close_matches

from scenarios.xlsform.base.answering import is_of_type, tidy
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.workbook.composing import is_dynamic
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script

_YES_OR_NO = frozenset({"", "yes", "no", "true", "false", "true()", "false()", "1", "0"})
_SELECTS = ("select_one", "select_multiple")


def problems(script: Script) -> Iterator[Problem]:
    """What is wrong with the questions."""
    named: dict[str, Item] = {}
    for item in script.items:
        yield from _of_item(script, item)
        yield from _of_list(script, item)
        yield from _of_default(script, item)
        yield from _same_name_elsewhere(script, item, named)


def _of_item(script: Script, item: Item) -> Iterator[Problem]:
    row, kind = item.row, item.kind
    if kind not in ("calculate", "hidden", "group", "repeat") and not script.texts(row, "label"):
        yield Problem("missing_label", "survey", script.survey.at(row, "label", script.languages[0]))
    if kind == "calculate" and not row.text("calculation"):
        yield Problem("missing_calculation", "survey", script.survey.at(row, "calculation"))
    if row.text("repeat_count"):
        yield Problem("repeat_count", "survey", script.survey.at(row, "repeat_count"))
    if row.text("read_only").lower() not in _YES_OR_NO:
        yield Problem("not_yes_or_no", "survey", script.survey.at(row, "read_only"))
    if kind in ("note", "group", "repeat", "calculate", "hidden"):
        for column in ("constraint", "choice_filter"):
            if row.text(column):
                at = script.survey.at(row, column)
                yield Problem("ignored_cell", "survey", at, {"type": item.type.said}, severity="warning")


def _of_list(script: Script, item: Item) -> Iterator[Problem]:
    if item.kind not in _SELECTS:
        return
    at, name = script.survey.at(item.row, "type"), item.type.list_name
    if not name:
        yield Problem("missing_list", "survey", at, {"name": item.kind})
    elif name not in script.lists:
        near = get_close_matches(name, script.lists, 1)
        yield Problem("unknown_list", "survey", at, {"name": name}, suggestion=near[0] if near else "")
    if item.type.has_other:
        yield Problem("or_other", "survey", at)


def _of_default(script: Script, item: Item) -> Iterator[Problem]:
    default = item.row.text("default")
    if not default or is_dynamic(default):
        return
    listed = script.lists.get(item.type.list_name, {})
    is_listed = item.kind not in _SELECTS or all(value in listed for value in default.split())
    if not is_listed or not is_of_type(item.kind, tidy(item.kind, default)):
        at = script.survey.at(item.row, "default")
        yield Problem("bad_default", "survey", at, {"text": default, "type": item.type.said})


def _same_name_elsewhere(script: Script, item: Item, named: dict[str, Item]) -> Iterator[Problem]:
    """The same name in two groups is allowed, but `${name}` and what is known before then mean neither."""
    other = named.setdefault(item.name, item)
    if other.path != item.path:
        at, params = script.survey.at(item.row, "name"), {"name": item.name, "row": other.row.number}
        yield Problem("duplicate_name", "survey", at, params, severity="warning")
