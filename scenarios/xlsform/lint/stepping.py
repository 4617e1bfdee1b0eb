"""The identity step, the core of the conversation, and how it ended."""

from collections.abc import Iterator
from difflib import get_close_matches

from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.expressions.compiler import compile_expression
from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.workbook.composing import condition
from scenarios.xlsform.workbook.marking import KINDS, identity_item, items_marked, marking_of
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script

_UNANSWERED = frozenset({"note", "calculate", "hidden", "group", "repeat"})


def problems(script: Script) -> Iterator[Problem]:
    """What is wrong with the steps of a script."""
    identity = identity_item(script)
    for item in script.items:
        yield from _of_marking(script, item, identity)
    if identity is None:
        yield Problem("identity_missing", "survey", severity="warning")
    else:
        yield from _of_identity(script, identity)
    yield from _of_core(script, identity)
    yield from _of_outcome(script)


def _of_marking(script: Script, item: Item, identity: Item | None) -> Iterator[Problem]:
    kind, at = marking_of(item).kind, script.survey.at(item.row, "step")
    if kind and kind not in KINDS:
        near = get_close_matches(kind, KINDS, 1)
        yield Problem("unknown_step", "survey", at, {"name": kind}, suggestion=near[0] if near else "")
    if kind == "identity" and identity is not None and item is not identity:
        yield Problem("identity_twice", "survey", at, {"row": identity.row.number})


def _of_identity(script: Script, item: Item) -> Iterator[Problem]:
    at = script.survey.at(item.row, "step")
    if item.kind != "select_one" or script.places.repeats_of(item.path):
        yield Problem("identity_type", "survey", at)
        return
    for value in marking_of(item).answers:
        if value not in script.lists.get(item.type.list_name, {value: None}):
            yield Problem("identity_answer", "survey", at, {"value": value})
    yield from _never_asked(
        script, item, "identity_asked", ("default", "calculation", "read_only", "constraint")
    )
    yield from _of_condition(script, item)


def _never_asked(script: Script, item: Item, code: str, columns: tuple[str, ...]) -> Iterator[Problem]:
    """Cells by which a question would count as answered, or could not be, though nobody was asked."""
    for column in columns:
        if condition(item.row.text(column)) not in ("", "false()"):
            yield Problem(code, "survey", script.survey.at(item.row, column))


def _of_condition(script: Script, identity: Item) -> Iterator[Problem]:
    """Whether it is asked may depend on what was answered before it, and not on what comes after or on nothing."""
    before = {item.path for item in script.items[: script.items.index(identity)]}
    for item in script.items:
        said = item.row.text("relevant")
        if not said or not (item is identity or identity.path.startswith(f"{item.path}/")):
            continue
        try:
            read = compile_expression(condition(said), script.places, item.path, outside=True).reads
        except Fault:  # a mistake of its own
            continue
        if not read or not before.issuperset(read):
            yield Problem("identity_hidden", "survey", script.survey.at(item.row, "relevant"))


def _of_core(script: Script, identity: Item | None) -> Iterator[Problem]:
    core = items_marked(script, "core")
    if identity is not None and not core:
        yield Problem("core_missing", "survey", severity="warning")
    for item in core:
        at = script.survey.at(item.row, "step")
        if item.kind in _UNANSWERED or script.places.repeats_of(item.path):
            yield Problem("core_type", "survey", at)
        yield from _never_asked(script, item, "core_asked", ("default", "calculation", "read_only"))
        # A list that is missing altogether is a mistake of its own.
        is_known = not item.type.list_name or item.type.list_name in script.lists
        for value in marking_of(item).answers if is_known else ():
            if value not in script.lists.get(item.type.list_name, {}):
                yield Problem("core_answer", "survey", at, {"value": value})


def _of_outcome(script: Script) -> Iterator[Problem]:
    first: Item | None = None
    for item in items_marked(script, "outcome"):
        at = script.survey.at(item.row, "step")
        if item.kind != "calculate" or script.places.repeats_of(item.path):
            yield Problem("outcome_type", "survey", at)
        if first:
            yield Problem("outcome_twice", "survey", at, {"row": first.row.number})
        first = first or item
