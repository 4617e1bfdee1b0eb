"""Reference rows: what is asked with every call and changes a few times a year is not read anew each time."""

import time
from collections.abc import Callable
from threading import RLock
from typing import Any, ParamSpec, TypeVar

from cachetools import TTLCache, cached

HELD_FOR = 5.0
"""Seconds. So much later than an administrator's change every process goes by it."""
AT_MOST = 4096
"""Answers that a process holds of one query: machines post any postcode they like."""
Given = ParamSpec("Given")
Returned = TypeVar("Returned")
_held: list[TTLCache[Any, Any]] = []


def as_last_read(query: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """A query whose answer may be up to HELD_FOR old: for rows that only administrators change.

    Asked with ids and codes, never with rows. Its answer is shared by every thread of the process, so nobody changes
    it. Whoever must not act on yesterday's rules (is about to ring a citizen) asks the query without this.
    """
    answers: TTLCache[Any, Any] = TTLCache(AT_MOST, HELD_FOR, timer=_now)
    _held.append(answers)
    return cached(answers, lock=RLock())(query)


def _now() -> float:
    """Seconds of a clock that is never set."""
    return time.monotonic()


def read_anew() -> None:
    """Forget every answer that this process holds: in a test, after a change that is to count at once."""
    for answers in _held:
        answers.clear()
