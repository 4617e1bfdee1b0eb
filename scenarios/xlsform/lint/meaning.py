"""Expressions that can be computed and cannot be meant."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.expressions.tree import (
    Binary,
    Child,
    Filter,
    FunctionCall,
    Node,
    Number,
    Ref,
    Text,
    Up,
    parts,
    walk,
)
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script

_OTHER_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_ORDERING = frozenset({"<", "<=", ">", ">="})
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_OF_SEVERAL = frozenset({
    "count", "count-non-empty", "sum", "min", "max", "join", "concat", "indexed-repeat", "position", "jr:choice-name",
})  # fmt: skip


def faults_of_meaning(script: Script, item: Item, tree: Node, *, outside: bool) -> Iterator[Fault]:
    """Misspelt answers, numbers compared with words, and one value asked of a question that has several.

    `outside`: the expression decides about a repeat as a whole.
    """
    for node in walk(tree):
        yield from _misspelt_answers(script, item, node)
        yield from _number_with_text(script, item, node)
        yield from _broken_date(node)
        if isinstance(node, Filter) and isinstance(node.base, Ref):
            inside = script.by_path[script.places.find(node.base.name)]
            for test in walk(node.test):
                yield from _misspelt_answers(script, inside, test)
    here = script.places.repeats_outside(item.path) if outside else script.places.repeats_of(item.path)
    yield from _several_for_one(script, here, tree, is_several_fine=False)


def _misspelt_answers(script: Script, item: Item, node: Node) -> Iterator[Fault]:
    match node:
        case Binary(op="=" | "!=", left=question, right=Text() as answer):
            yield from _misspelt(script, item, question, answer)
        case Binary(op="=" | "!=", left=Text() as answer, right=question):
            yield from _misspelt(script, item, question, answer)
        case FunctionCall(name="selected", args=(question, Text() as answer)):
            yield from _misspelt(script, item, question, answer)


def _misspelt(script: Script, item: Item, question: Node, answer: Text) -> Iterator[Fault]:
    asked = _question(script, item, question)
    choices = script.lists.get(asked.type.list_name) if asked else None
    if asked and choices and answer.value and answer.value not in choices:
        near = get_close_matches(answer.value, choices, 1)
        params = {"value": answer.value, "name": asked.name}
        yield Fault("unknown_choice", answer.at, suggestion=near[0] if near else "", **params)


def _number_with_text(script: Script, item: Item, node: Node) -> Iterator[Fault]:
    if not isinstance(node, Binary) or node.op not in _ORDERING | _ARITHMETIC:
        return
    for one, other in ((node.left, node.right), (node.right, node.left)):
        asked = _question(script, item, one)
        if asked and isinstance(other, Number) and asked.kind in ("select_one", "select_multiple", "text"):
            severity = "warning" if asked.kind == "text" else "error"
            yield Fault("number_with_text", one.at, name=asked.name, type=asked.kind, severity=severity)


def _broken_date(node: Node) -> Iterator[Fault]:
    """2026-11-01 without quotes is 2014, and 01/11/2026 is a text that equals no date."""
    match node:
        case Binary(
            op="-", left=Binary(op="-", left=Number() as year, right=Number() as month), right=Number() as day
        ):
            if 1900 <= year.value <= 2100 and 1 <= month.value <= 12 and 1 <= day.value <= 31:
                meant = f"date('{year.value:.0f}-{month.value:02.0f}-{day.value:02.0f}')"
                yield Fault("date_without_quotes", year.at, suggestion=meant)
        case Text(value=written) if _OTHER_DATE.fullmatch(written.strip()):
            yield Fault("date_otherwise", node.at, text=written)


def _several_for_one(
    script: Script, here: tuple[str, ...], node: Node, *, is_several_fine: bool
) -> Iterator[Fault]:
    if isinstance(node, Ref) and not is_several_fine:
        path = script.places.find(node.name)
        around = script.places.repeats_of(path)
        if around != here[: len(around)]:
            yield Fault("scalar_into_repeat", node.at, name=node.name)
    inner_fine = isinstance(node, Filter | Child) or (
        isinstance(node, FunctionCall) and node.name in _OF_SEVERAL
    )
    if isinstance(node, Filter):
        yield from _several_for_one(script, here, node.base, is_several_fine=True)
        return
    for part in parts(node):
        yield from _several_for_one(script, here, part, is_several_fine=inner_fine)


def _question(script: Script, item: Item, node: Node) -> Item | None:
    """The question a node stands for, if it stands for one."""
    if isinstance(node, Ref):
        return script.by_path.get(script.places.find(node.name))
    if isinstance(node, Up) and node.levels == 0:
        return item
    if isinstance(node, Child) and node.base is None and item.kind in ("group", "repeat"):
        return script.by_path.get(f"{item.path}/{node.name}")
    return None
