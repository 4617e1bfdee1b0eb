"""Every mistake in a script at once, each with its cell."""

from collections.abc import Callable, Iterator, Mapping

from scenarios.xlsform.base.actions import ActionSpec
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.lint import acting, asking, choosing, headings, overhearing, saying, stepping
from scenarios.xlsform.lint.reading import problems_of_expressions
from scenarios.xlsform.workbook.script import Script

_CHECKS: tuple[Callable[[Script], Iterator[Problem]], ...] = (
    headings.problems,
    asking.problems,
    choosing.problems,
    saying.problems,
    stepping.problems,
    overhearing.problems,
    problems_of_expressions,
)


def lint(script: Script, actions: Mapping[str, ActionSpec]) -> list[Problem]:
    """All problems, in the order of the sheets and their cells."""
    found = [*script.outline.problems]
    for sheet in (script.survey, script.choices, script.settings):
        found += sheet.problems
    for check in _CHECKS:
        found += check(script)
    found += acting.problems(script, actions)
    return found
