"""Several people who do the same thing in the same moment."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from tests.patience import PATIENCE


def at_once(act: Callable[[Any], Any], several: Iterable[Any]) -> list[Any]:
    """Do `act` for each of them, in threads with a database connection of their own; what came of it, in their order.

    They start together, and all have ended when this returns. What one of them raised is raised.
    """
    doers = list(several)
    start = Barrier(len(doers))

    def in_thread(one: Any) -> Any:
        try:
            start.wait(PATIENCE)
            return act(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doers)) as pool:
        return list(pool.map(in_thread, doers))
