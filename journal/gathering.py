"""What a transaction gives out is given out once, when it has committed."""

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection, transaction

Item = TypeVar("Item")
Deliver = Callable[[list[Item]], None]


class _Gathered(Generic[Item]):
    """Everything that one part of a transaction has for one receiver."""

    def __init__(self, deliver: Deliver[Item]) -> None:
        self.deliver = deliver
        self.items: list[Item] = []
        self.is_over = False
        self.__qualname__ = deliver.__qualname__  # Django names it in its log if it fails

    def __call__(self) -> None:
        self.is_over = True
        self.deliver(self.items)


def once_committed(deliver: Deliver[Item], item: Item) -> None:
    """Hand `item` to `deliver` once the transaction has committed, in one list with all that it is given until then.

    What a savepoint takes back is not delivered: each savepoint has a list of its own. Outside a transaction it is
    delivered at once. A failure is logged, and undoes nothing.
    """
    gathered = _gathered_so_far(deliver)
    if gathered is not None:
        gathered.items.append(item)
        return
    gathered = _Gathered(deliver)
    gathered.items.append(item)  # first: outside a transaction Django calls it there and then
    transaction.on_commit(gathered, robust=True)


def _gathered_so_far(deliver: Deliver[Item]) -> _Gathered[Item] | None:
    """What this part of the transaction has for the receiver already. Django keeps it, and drops it with the part."""
    part = set(connection.savepoint_ids)
    for entry in connection.run_on_commit:
        savepoints, func = entry[:2]
        if not isinstance(func, _Gathered) or savepoints != part:
            continue
        if func.deliver is deliver and not func.is_over:
            return func
    return None
