"""A value that is worked out when it is first asked for, and kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class worked_out(Generic[Value]):  # noqa: N801 (a decorator)
    """As functools.cached_property of Python 3.12 and later.

    Up to 3.11 that one holds a lock of the whole class while it works: no two agents' pages could be put together at a
    time, and every value cost the lock besides.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work, self.__doc__ = work, work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "worked_out[Value]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> "worked_out[Value] | Value":
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.work(instance)
        return value
