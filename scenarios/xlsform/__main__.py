"""The checking process: reads a workbook from standard input, writes its report as JSON to standard output.

Started by `scenarios.xlsform.checking.sandbox`. It knows no database, no settings, no secrets, and before it looks at
a single byte it gives up the right to more memory and time than a script can need.
"""

import json
import resource
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from scenarios.xlsform.base.actions import ActionSpec
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.checking.inspection import Verdict, inspect, verdict_of

MEMORY = 1024 * 1024 * 1024
TEMPORARY_FILE = 32 * 1024 * 1024  # pyxform writes its XForm to a temporary file


def main() -> None:
    """The first line of the input lists the actions, the rest is the workbook; the argument is processor seconds."""
    _confine(int(sys.argv[1]))
    actions = _read_actions(json.loads(sys.stdin.buffer.readline()))
    json.dump(_judged(sys.stdin.buffer.read(), actions), sys.stdout)


def _judged(workbook: bytes, actions: Mapping[str, ActionSpec]) -> Verdict:
    """Should a check itself stumble over a file, the administrator still gets a sentence."""
    try:
        return inspect(workbook, actions)
    except MemoryError:
        raise
    except Exception as stumbled:
        traceback.print_exc()
        return verdict_of([Problem("unreadable", params={"reason": type(stumbled).__name__})])


def _confine(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (TEMPORARY_FILE, TEMPORARY_FILE))


def _read_actions(listed: Mapping[str, Any]) -> dict[str, ActionSpec]:
    """Each as it was, JSON's lists being our tuples."""
    as_it_was: Callable[[Any], Any] = lambda value: tuple(value) if isinstance(value, list) else value  # noqa: E731
    return {
        name: ActionSpec(**{field: as_it_was(value) for field, value in spec.items()})
        for name, spec in listed.items()
    }


if __name__ == "__main__":
    main()
