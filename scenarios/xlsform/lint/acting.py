"""Actions: known ones, with the arguments they take."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from scenarios.xlsform.base.actions import ActionSpec
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.workbook.arguments import Argument, read_arguments
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script


def problems(script: Script, actions: Mapping[str, ActionSpec]) -> Iterator[Problem]:
    """What is wrong with the actions that the script asks for; `actions` are those the house lends."""
    for item in script.items:
        name = item.row.text("action")
        if name and name not in actions:
            near = get_close_matches(name, actions, 1)
            at = script.survey.at(item.row, "action")
            yield Problem("unknown_action", "survey", at, {"name": name}, suggestion=near[0] if near else "")
        elif name:
            yield from _of_arguments(script, item, name, actions[name])
        elif item.row.text("action_when") or item.row.text("action_with"):
            yield Problem("action_missing", "survey", script.survey.at(item.row, "action"))


def _of_arguments(script: Script, item: Item, action: str, spec: ActionSpec) -> Iterator[Problem]:
    at = script.survey.at(item.row, "action_with")
    given: set[str] = set()
    for argument in read_arguments(item.row.text("action_with")):
        yield from _of_argument(argument, at, action, spec, given)
        given.add(argument.name)
    for name in spec.required:
        if name not in given:
            yield Problem("missing_argument", "survey", at, {"action": action, "name": name})


def _of_argument(
    argument: Argument, at: str, action: str, spec: ActionSpec, given: set[str]
) -> Iterator[Problem]:
    if not argument.name:
        yield Problem("argument_shape", "survey", at, {"text": argument.value[:40]}, position=argument.at)
    elif argument.name in given:
        yield Problem("duplicate_argument", "survey", at, {"name": argument.name}, position=argument.at)
    elif argument.name not in spec.arguments:
        near = get_close_matches(argument.name, spec.arguments, 1)
        params = {"action": action, "name": argument.name}
        suggestion = near[0] if near else ""
        yield Problem("unknown_argument", "survey", at, params, suggestion=suggestion, position=argument.at)
