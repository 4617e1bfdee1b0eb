"""How long a test waits for somebody else: a process, a browser, a thread.

Large, because waiting costs nothing when all is well, and a machine that is busy with something else must never
turn a test red. Nothing in the tests has a limit of its own (tests/house/test_patience.py).
"""

import threading
import time
from collections.abc import Callable

PATIENCE = 300
"""Seconds."""


def until(
    it_is_so: Callable[[], object], otherwise: Callable[[], object] = lambda: "it never became true"
) -> None:
    """Look again and again until it is so; a test in which it never is fails with what `otherwise` says."""
    deadline, tick = time.monotonic() + PATIENCE, threading.Event()
    while not it_is_so():
        assert time.monotonic() < deadline, otherwise()
        tick.wait(0.02)
