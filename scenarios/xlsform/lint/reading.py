"""Expressions: each cell is compiled as it will run, then looked at for what compiles and is still wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.xlsform.base.limits import MAX_EXPRESSIONS
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.expressions.compiler import Compiled, compile_expression
from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.expressions.tree import FunctionCall, walk
from scenarios.xlsform.form.ordering import in_order
from scenarios.xlsform.lint.meaning import faults_of_meaning
from scenarios.xlsform.lint.skeleton import skeleton
from scenarios.xlsform.workbook.arguments import read_arguments
from scenarios.xlsform.workbook.columns import EXPRESSIONS
from scenarios.xlsform.workbook.composing import CONDITIONS, condition, is_dynamic
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script

_COLUMNS = {"relevant": ("relevant",), "value": ("calculation", "default")}


@dataclass(frozen=True)
class Spot:
    """An expression and where in the sheet it begins."""

    item: Item
    column: str
    source: str
    cell: str
    offset: int = 0

    def problem(self, fault: Fault) -> Problem:
        """The fault as a problem of this cell."""
        severity = fault.params.pop("severity", "error")
        position = self.offset + fault.at
        return Problem(fault.code, "survey", self.cell, fault.params, severity, fault.suggestion, position)


def problems_of_expressions(script: Script) -> Iterator[Problem]:
    """What is wrong with the expressions, each and together."""
    spots = [spot for item in script.items for spot in _spots(script, item)]
    if len(spots) > MAX_EXPRESSIONS:
        yield Problem("too_many_expressions", "survey", params={"limit": MAX_EXPRESSIONS})
        return
    compiled: dict[tuple[str, str], Compiled] = {}
    for spot in spots:
        yield from _of_spot(script, spot, compiled)
    yield from _circles(script, spots, compiled)


def _spots(script: Script, item: Item) -> Iterator[Spot]:
    row = item.row
    for column in EXPRESSIONS:
        cell = row.cell(column)
        if cell:
            source = condition(cell.text) if column in CONDITIONS else cell.text
            yield Spot(item, column, source, cell.at)
    default = row.cell("default")
    if default and is_dynamic(default.text):
        yield Spot(item, "default", default.text, default.at)
    arguments = row.cell("action_with")
    for argument in read_arguments(arguments.text) if arguments else ():
        if argument.name:
            yield Spot(item, "action_with", argument.value, script.survey.at(row, "action_with"), argument.at)


def _of_spot(script: Script, spot: Spot, compiled: dict[tuple[str, str], Compiled]) -> Iterator[Problem]:
    try:
        expression = _compiled(script, spot)
    except Fault as fault:
        yield spot.problem(fault)
        return
    compiled[spot.item.path, spot.column] = expression
    if (
        spot.column in CONDITIONS | {"constraint"}
        and not expression.reads
        and _is_said_once_and_for_all(expression)
    ):
        yield spot.problem(Fault("looks_at_nothing", 0))
    yield from map(
        spot.problem, faults_of_meaning(script, spot.item, expression.tree, outside=spot.column == "relevant")
    )


def _is_said_once_and_for_all(expression: Compiled) -> bool:
    """Nothing in it can be otherwise: no question (the caller knows), and no function such as today() or true()."""
    return not any(isinstance(node, FunctionCall) for node in walk(expression.tree))


def _circles(
    script: Script, spots: list[Spot], compiled: dict[tuple[str, str], Compiled]
) -> Iterator[Problem]:
    """Found even when other cells are wrong: what could be compiled is put in order."""
    try:
        in_order(skeleton(script, compiled))
    except Fault as fault:
        circle = {(path, column) for path, kind in fault.params.pop("circle") for column in _COLUMNS[kind]}
        found = [spot for spot in spots if (spot.item.path, spot.column) in circle]
        yield from [spot.problem(Fault(fault.code, **fault.params)) for spot in found]


def _compiled(script: Script, spot: Spot) -> Compiled:
    columns = script.choice_columns if spot.column == "choice_filter" else ()
    outside = spot.column == "relevant"
    return compile_expression(spot.source, script.places, spot.item.path, columns, outside=outside)
