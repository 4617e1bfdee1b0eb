"""The checking process: reads a workbook from standard input, writes its report as JSON to standard output.

Started by `scenarios.xlsform.sandbox` with limits on memory and time. It knows no database, no settings, no secrets.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

from scenarios.xlsform.actions import ActionSpec
from scenarios.xlsform.inspection import inspect


def main() -> None:
    """The first line of the input lists the actions, the rest is the workbook."""
    actions = _read_actions(json.loads(sys.stdin.buffer.readline()))
    json.dump(inspect(sys.stdin.buffer.read(), actions), sys.stdout)


def _read_actions(listed: Mapping[str, Any]) -> dict[str, ActionSpec]:
    return {name: ActionSpec(tuple(spec["required"]), tuple(spec["optional"])) for name, spec in listed.items()}


main()
