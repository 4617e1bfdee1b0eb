"""Commands that are steps of other commands."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.db.transaction import TransactionManagementError

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def step(command: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """A command that runs inside the transaction of the command that calls it, and refuses to run outside one.

    It costs no savepoint: two statements for each of a dozen steps were a third of what an accepted call sent to the
    database. A refusal undoes nothing by itself: whoever swallows one, and goes on, must have refused before writing.
    """

    @wraps(command)
    def inside(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
        if not connection.in_atomic_block:
            raise TransactionManagementError(f"{command.__name__} is a step of a transaction.")
        return command(*args, **kwargs)

    return inside
