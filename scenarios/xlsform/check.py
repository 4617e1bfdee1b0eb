"""The one question asked of an upload: is this a script, and if not, which cells are wrong?"""

from collections.abc import Mapping

from scenarios.xlsform.actions import ACTIONS, ActionSpec
from scenarios.xlsform.report import Report


def check(workbook: bytes, *, actions: Mapping[str, ActionSpec] = ACTIONS, seconds: float = 20) -> Report:
    """Everything wrong with an .xlsx, found in a separate process limited in memory and in time (`seconds`, wall clock).

    Never raises on content: a file that is hostile, broken or merely mistaken comes back as problems.
    """
    raise NotImplementedError
