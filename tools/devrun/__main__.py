"""`python -m tools.devrun COMMAND`, started by run.py once the packages are there."""

import os
import sys

from .browsers import provide_browsers
from .checks import check_everything
from .console import say
from .demo import run_demo
from .locks import write_locks
from .manage import become_manage
from .reset import forget_demo
from .trouble import CannotStart
from .wishes import CHECKOUT, wishes_from

MOST_WORKERS = 4
"""Test processes at once: more would only wait for the one PostgreSQL they share."""


def run_tests(arguments: list[str], *, marked: str) -> None:
    """Replace this process by pytest, with browsers named in the environment; without arguments on every core.

    marked: the tests with these markers; an `-m` among the arguments comes later and counts instead.
    """
    provide_browsers()
    os.chdir(CHECKOUT)
    chosen = arguments or ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS))]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", "-m", marked, *chosen])  # noqa: S606


def prove(arguments: list[str]) -> None:
    """Run the tests that take long, and with many examples those that `test` runs with few (tests/examples.py)."""
    os.environ["PROOF"] = "1"
    run_tests(arguments, marked="proof or examples")


def main(command: str, arguments: list[str]) -> None:
    """Run one command of run.py."""
    {
        "demo": lambda: run_demo(wishes_from()),
        "reset": lambda: forget_demo(wishes_from()),
        "manage": lambda: become_manage(wishes_from(), arguments),
        "test": lambda: run_tests(arguments, marked="not proof"),
        "proof": lambda: prove(arguments),
        "check": check_everything,
        "lock": lambda: write_locks(arguments),
    }[command]()


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except CannotStart as trouble:
        say(str(trouble))
        sys.exit(1)
    except PermissionError as trouble:
        say(
            f"Not allowed to use {trouble.filename}: it belongs to another user. Use another folder: DATA=/some/where"
        )
        sys.exit(1)
