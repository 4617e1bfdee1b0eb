"""The one question asked of an upload: is this a script, and if not, which cells are wrong?"""

from collections.abc import Mapping

from scenarios.xlsform.base.actions import ActionSpec
from scenarios.xlsform.base.limits import MAX_FILE
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.checking.report import Report
from scenarios.xlsform.checking.sandbox import FellOver, TookTooLong, inspect_apart
from scenarios.xlsform.form.form import Form
from scenarios.xlsform.workbook.package import problems_of_package


def check(workbook: bytes, *, actions: Mapping[str, ActionSpec], seconds: float = 15) -> Report:
    """Everything wrong with an .xlsx, found in a separate process limited in memory and time (`seconds`, wall clock).

    `actions` are those that a script may ask for, with the arguments they take.

    Never raises on content: a file that is hostile, broken or merely mistaken comes back as problems.
    """
    if len(workbook) > MAX_FILE:
        return Report(tuple(problems_of_package(workbook)))
    try:
        verdict = inspect_apart(workbook, actions, seconds)
    except TookTooLong:
        return Report((Problem("took_too_long"),))
    except FellOver:
        return Report((Problem("too_much_memory"),))
    return Report(
        problems=tuple(Problem.from_dict(problem) for problem in verdict["problems"]),
        form=Form.from_dict(verdict["form"]) if verdict["form"] else None,
        title=verdict["title"],
        languages=tuple(verdict["languages"]),
    )
