"""A checked script as JSON: the form that a version stores and that runs are made of."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from scenarios.xlsform.base.actions import ActionSpec
from scenarios.xlsform.form.parts import Stored
from scenarios.xlsform.workbook.arguments import read_arguments
from scenarios.xlsform.workbook.columns import TRANSLATED
from scenarios.xlsform.workbook.marking import gated_paths, identity_item, items_marked, marking_of
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Row

ENGINE = 1
_YES = frozenset({"yes", "true", "true()", "1"})
CONDITIONS = frozenset({"relevant", "required", "action_when"})
_NO = frozenset({"no", "false", "false()", "0"})
_ONE_QUESTION = re.compile(r"\$\{\s*([\w.-]+)\s*\}")
_DYNAMIC = re.compile(r"\$\{|^[\w-]+\(")


def compose(script: Script, actions: Mapping[str, ActionSpec]) -> Stored:
    """The stored form; only for scripts without errors. `actions` say how long the texts may be that they take."""
    gated, children, limits = gated_paths(script), _children(script), _limits(script, actions)
    stored: Stored = {
        "engine": ENGINE,
        "title": script.setting("form_title"),
        "languages": list(script.languages),
        "default_language": script.default_language,
        "identity": _identity(script),
        "core": [
            {"path": item.path, "answers": list(marking_of(item).answers)}
            for item in items_marked(script, "core")
        ],
        "anew": [item.path for item in items_marked(script, "anew")],
        "outcome": next((item.path for item in items_marked(script, "outcome")), ""),
        "choice_columns": list(script.choice_columns),
        "nodes": [_node(script, item, gated, children) | limits.get(item.path, {}) for item in script.items],
        "lists": {
            name: [_choice(script, row) for row in rows.values()] for name, rows in script.lists.items()
        },
    }
    stored["version"] = script.setting("version") or _fingerprint(stored)
    return stored


def _fingerprint(stored: Stored) -> str:
    return hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()[:12]


def _identity(script: Script) -> Stored | None:
    item = identity_item(script)
    return {"path": item.path, "confirmed_by": list(marking_of(item).answers)} if item else None


def _node(script: Script, item: Item, gated: frozenset[str], children: dict[str, list[str]]) -> Stored:
    row = item.row
    node: dict[str, Any] = {
        "path": item.path,
        "type": item.kind,
        **{
            name: script.texts(row, name)
            for name in ("label", "hint", "constraint_message", "required_message")
        },
        **{name: row.text(name) for name in ("constraint", "calculation", "choice_filter", "appearance")},
        "relevant": condition(row.text("relevant")),
        "required": condition(row.text("required")),
        "read_only": row.text("read_only").lower() in _YES,
        "list": item.type.list_name,
        "gated": item.path in gated,
        "action": _action(row),
        "children": children.get(item.path, []),
        **_default(row),
    }
    return {name: value for name, value in node.items() if value}


def _limits(script: Script, actions: Mapping[str, ActionSpec]) -> dict[str, Stored]:
    """The questions whose answer an action takes as it is: the most characters it can hold, whether it needs a letter.

    So a name that is too long, or “?”, is refused where it is typed, and not when the conversation is completed.
    """
    found: dict[str, Stored] = {}
    for item in script.items:
        spec = actions.get(item.row.text("action"))
        for argument in read_arguments(item.row.text("action_with")) if spec else ():
            question = _ONE_QUESTION.fullmatch(argument.value)
            if spec is None or question is None:
                continue
            place = found.setdefault(script.places.find(question[1]), {})
            if limit := spec.limits.get(argument.name):
                place["max_length"] = min(place.get("max_length", limit), limit)
            if argument.name in spec.readable:
                place["is_readable"] = True
    return found


def _children(script: Script) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in script.items:
        found.setdefault(item.path.rpartition("/")[0], []).append(item.path)
    return found


def condition(cell: str) -> str:
    """`yes` in the column required means always; `no` never."""
    said = cell.lower()
    return "true()" if said in _YES else "false()" if said in _NO else cell


def is_dynamic(default: str) -> bool:
    """Is this default worked out (`today()`) rather than written down?"""
    return _DYNAMIC.search(default) is not None


def _default(row: Row) -> Stored:
    default = row.text("default")
    return {"dynamic_default" if is_dynamic(default) else "default": default}


def _action(row: Row) -> Stored | None:
    name = row.text("action")
    if not name:
        return None
    arguments = {
        argument.name: argument.value for argument in read_arguments(row.text("action_with")) if argument.name
    }
    return {"name": name, "when": condition(row.text("action_when")), "with": arguments}


def _choice(script: Script, row: Row) -> Stored:
    columns = {
        c.name: cell.text for c, cell in row.cells.items() if c.name not in TRANSLATED and not c.language
    }
    return {"name": row.text("name"), "label": script.texts(row, "label"), "columns": columns}
