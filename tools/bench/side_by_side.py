"""Doing the same thing in several threads at once, with a stop-watch."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TypeVar

from django.db import connections

Thing = TypeVar("Thing")
Maker = Callable[[], AbstractContextManager[Callable[[Thing], object]]]
"""Makes a thread's own tool (a connection, say), as the function that does one thing, and puts it away again."""


def timed(work: Callable[[Thing], object], things: Iterable[Thing]) -> list[float]:
    """How long the work took for each thing, in milliseconds."""
    took = []
    for thing in things:
        began = time.perf_counter()
        work(thing)
        took.append((time.perf_counter() - began) * 1000)
    return took


def side_by_side(maker: Maker[Thing], threads: int, things: Sequence[Thing]) -> tuple[list[float], float]:
    """Share the things among so many threads; all have their tools ready and begin together.

    Returns every time in milliseconds, and how many
    things were done per second of wall time. What a thread raises is raised here.
    """
    took: list[float] = []
    faults: list[BaseException] = []
    start = threading.Barrier(threads + 1)

    def share(place: int) -> None:
        try:
            with maker() as work:
                start.wait()
                took.extend(timed(work, things[place::threads]))
        except BaseException as fault:
            faults.append(fault)
            start.abort()
        finally:
            connections.close_all()

    crew = [threading.Thread(target=share, args=(place,)) for place in range(threads)]
    for thread in crew:
        thread.start()
    began = wait_at(start)
    for thread in crew:
        thread.join()
    if faults:
        raise next((one for one in faults if not isinstance(one, threading.BrokenBarrierError)), faults[0])
    return took, len(things) / (time.perf_counter() - began)


def wait_at(start: threading.Barrier) -> float:
    """The moment everybody began; a broken barrier is explained by the thread that broke it."""
    with suppress(threading.BrokenBarrierError):
        start.wait()
    return time.perf_counter()
