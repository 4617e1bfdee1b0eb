"""Starting one child process so that it can never outlive us, and stopping it politely."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from .identity import Identity

PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def launch(
    command: Sequence[object],
    *,
    folder: Path,
    output: int | IO[bytes],
    environment: Mapping[str, str] | None = None,
    identity: Identity | None = None,
    when_orphaned: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start `command` in its own process group, with its output and errors going to `output`.

    Its own group, so that the terminal's Ctrl-C reaches only us and we choose the order of stopping. If we die
    without a word (`kill -9`), the kernel sends it `when_orphaned`. Call this from the main thread: for the
    kernel the parent is the thread.
    """
    identity = identity or Identity()
    return subprocess.Popen(
        [*identity.prefix, *map(str, command)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_follow_parent(when_orphaned),
        **identity.popen_arguments(),  # type: ignore[call-overload]
    )


def ask(child: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    """Ask `child` to stop, unless it already has."""
    if child.poll() is None:
        child.send_signal(sign)


def see_off(child: subprocess.Popen[bytes], patience: float) -> bool:
    """Wait `patience` seconds for a child that was asked to stop, then kill its group. True if it went by itself."""
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        _kill_group(child)
        return False
    return True


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _follow_parent(sign: signal.Signals) -> Callable[[], None] | None:
    if _prctl is None:
        return None
    parent = os.getpid()

    def ask_the_kernel() -> None:
        _prctl(PR_SET_PDEATHSIG, int(sign))
        if os.getppid() != parent:  # it died between the fork and the line above
            os._exit(1)

    return ask_the_kernel
