"""From bytes to a verdict: what the checking process does with a workbook."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from scenarios.xlsform.base.actions import ActionSpec
from scenarios.xlsform.base.limits import MAX_PROBLEMS
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.checking.portable import problems_of_portability
from scenarios.xlsform.conversation.conversation import Conversation
from scenarios.xlsform.expressions.faults import Fault, TooMuchWork
from scenarios.xlsform.form.form import Form
from scenarios.xlsform.form.parts import Stored
from scenarios.xlsform.lint import lint
from scenarios.xlsform.workbook.composing import compose
from scenarios.xlsform.workbook.package import problems_of_package
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Sheet, read_sheets

Verdict = dict[str, Any]
_SOME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""What is on the first page may not depend on the day."""


def inspect(workbook: bytes, actions: Mapping[str, ActionSpec]) -> Verdict:
    """Problems, and the stored form if none of them is an error. Meant for the checking process only."""
    problems = problems_of_package(workbook)
    if problems:
        return verdict_of(problems)
    try:
        sheets = read_sheets(workbook)
    except MemoryError:
        raise
    except Exception as broken:  # openpyxl raises whatever a malformed part makes it stumble over
        return verdict_of(
            [Problem("unreadable", params={"reason": f"{type(broken).__name__}: {broken}"[:200]})]
        )
    if "survey" not in sheets:
        return verdict_of([Problem("no_survey")])
    return inspect_sheets(sheets, actions)


def inspect_sheets(sheets: dict[str, Sheet], actions: Mapping[str, ActionSpec]) -> Verdict:
    """The same for sheets already read."""
    script = Script.of(sheets)
    problems = lint(script, actions)
    if not _has_errors(problems):
        problems += problems_of_portability(script)
    form = None if _has_errors(problems) else _form(script, actions, problems)
    return verdict_of(problems, form, script)


def _form(script: Script, actions: Mapping[str, ActionSpec], problems: list[Problem]) -> Stored | None:
    """The form, proved to load; what the checks overlooked is still a problem and not a broken call."""
    stored = compose(script, actions)
    try:
        at_first = Conversation(Form.from_dict(stored), now=_SOME_DAY)
    except Fault as fault:
        problems.append(Problem("unreadable", params={"reason": fault.code}))
        return None
    except TooMuchWork:
        problems.append(Problem("too_much_work"))
        return None
    if not at_first.steps():
        problems.append(Problem("nothing_to_show", "survey"))
        return None
    return stored


def _has_errors(problems: list[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def verdict_of(problems: list[Problem], form: Stored | None = None, script: Script | None = None) -> Verdict:
    """What the checking process writes: the problems in the order of the sheet, the form if there is one."""
    ordered = sorted(problems, key=_place)[:MAX_PROBLEMS]
    return {
        "problems": [problem.to_dict() for problem in ordered],
        "form": form,
        "title": script.setting("form_title") if script else "",
        "languages": list(script.languages) if script else [],
    }


def _place(problem: Problem) -> tuple[int, int, str]:
    sheets = ("", "survey", "choices", "settings")
    digits = "".join(filter(str.isdigit, problem.cell))
    letters = "".join(filter(str.isalpha, problem.cell))
    return (
        sheets.index(problem.sheet) if problem.sheet in sheets else 9,
        int(digits or 0),
        f"{len(letters)}{letters}",
    )
