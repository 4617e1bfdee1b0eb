"""Programs that a test starts: each leads a group of processes, and none of the group is left when the test goes on."""

import atexit
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE, until

ROOT = Path(__file__).resolve().parents[1]
_running: list[subprocess.Popen[Any]] = []


def start(
    command: Sequence[object], *, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.Popen[Any]:
    """Start a program in the project's folder, at the head of a group of its own; `end` it before the test ends."""
    words = [str(word) for word in command]
    process = subprocess.Popen(words, cwd=ROOT, env=env, start_new_session=True, **options)
    _running.append(process)
    return process


def end(process: subprocess.Popen[Any], sign: signal.Signals = signal.SIGTERM) -> int:
    """Stop a program and everything it has started, and wait until all of it is gone; its exit code.

    A killed worker leaves its timetable behind, a stopped server perhaps a child: what they would still write could
    reach the next test's tables.
    """
    if process.poll() is None:
        process.send_signal(sign)
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    code = process.wait(PATIENCE)
    until(lambda: not members(process.pid), lambda: f"still there: {members(process.pid)}")
    with suppress(ValueError):
        _running.remove(process)
    return code


@contextmanager
def running(
    command: Sequence[object], *, env: Mapping[str, str] | None = None, **options: Any
) -> Iterator[subprocess.Popen[Any]]:
    """A program that runs for as long as this lasts, also when the test fails."""
    process = start(command, env=env, **options)
    try:
        yield process
    finally:
        end(process)


def members(group: int) -> list[int]:
    """The processes of a group that still run; who has ended and was not yet collected does not count."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(int(stat.parent.name))
    return found


@atexit.register
def _end_what_an_interruption_left() -> None:
    for process in list(_running):
        end(process, signal.SIGKILL)
