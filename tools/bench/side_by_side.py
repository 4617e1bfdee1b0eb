"""Doing the same thing in several threads or processes at once, with a stop-watch."""

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from django.db import connections

Thing = TypeVar("Thing")
Maker = Callable[[], AbstractContextManager[Callable[[Thing], object]]]
"""Makes a worker's own tool (a connection, say), as the function that does one thing, and puts it away again."""

forked = multiprocessing.get_context("fork")


def timed(work: Callable[[Thing], object], things: Iterable[Thing]) -> list[float]:
    """How long the work took for each thing, in milliseconds."""
    took = []
    for thing in things:
        began = time.perf_counter()
        work(thing)
        took.append((time.perf_counter() - began) * 1000)
    return took


def in_threads(maker: Maker[Thing], threads: int, things: Sequence[Thing]) -> tuple[list[float], float]:
    """Share the things among so many threads of this process. As side_by_side."""
    return side_by_side(threading.Thread, threading.Barrier(threads + 1), SimpleQueue(), maker, things)


def in_processes(maker: Maker[Thing], processes: int, things: Sequence[Thing]) -> tuple[list[float], float]:
    """Share the things among so many processes, copies of this one, as a house has them. As side_by_side."""
    # A copy must not speak over a connection of its original.
    connections.close_all()
    return side_by_side(forked.Process, forked.Barrier(processes + 1), forked.Queue(), maker, things)


def side_by_side(
    worker: Callable[..., Any], start: Any, told: Any, maker: Maker[Thing], things: Sequence[Thing]
) -> tuple[list[float], float]:
    """Everybody has their tools ready and begins together.

    `start` is a barrier for the workers and us. Returns every time in milliseconds, and how many things were done per
    second of wall time. What a worker raises is raised here.
    """
    workers = start.parties - 1
    crew = [
        worker(target=partial(share, start, told, maker, things[place::workers])) for place in range(workers)
    ]
    for one in crew:
        one.start()
    began = wait_at(start)
    heard = [told.get() for _one in crew]
    rate = len(things) / (time.perf_counter() - began)
    for one in crew:
        one.join()
    faults = [fault for _took, fault in heard if fault is not None]
    if faults:
        raise next((one for one in faults if not isinstance(one, threading.BrokenBarrierError)), faults[0])
    return [one for took, _fault in heard for one in took], rate


def share(start: Any, told: Any, maker: Maker[Thing], things: Sequence[Thing]) -> None:
    """One worker's part; tells its times, and what it raised."""
    took: list[float] = []
    fault = None
    try:
        with maker() as work:
            start.wait()
            took = timed(work, things)
    except BaseException as raised:
        fault = raised
        start.abort()
    finally:
        connections.close_all()
        told.put((took, fault))


def wait_at(start: Any) -> float:
    """The moment everybody began; a broken barrier is explained by the worker that broke it."""
    with suppress(threading.BrokenBarrierError):
        start.wait()
    return time.perf_counter()
