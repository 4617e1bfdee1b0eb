"""An expression taken apart. `at` is the position in the cell, counted from 0."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    at: int


@dataclass(frozen=True)
class Number(Node):
    value: float


@dataclass(frozen=True)
class Text(Node):
    value: str


@dataclass(frozen=True)
class Ref(Node):
    """`${name}`: a question, group or repeat, wherever it stands."""

    name: str


@dataclass(frozen=True)
class Up(Node):
    """`.` (0), `..` (1), `../..` (2) …"""

    levels: int


@dataclass(frozen=True)
class Root(Node):
    """The beginning of `/data/…`."""


@dataclass(frozen=True)
class Child(Node):
    """A name below something; without `base` below the place where the expression stands."""

    base: Node | None
    name: str


@dataclass(frozen=True)
class Filter(Node):
    """`base[test]`"""

    base: Node
    test: Node


@dataclass(frozen=True)
class FunctionCall(Node):
    name: str
    args: tuple[Node, ...]


@dataclass(frozen=True)
class Binary(Node):
    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Minus(Node):
    of: Node


def parts(node: Node) -> tuple[Node, ...]:
    """What a node consists of."""
    match node:
        case Child(base=base):
            return () if base is None else (base,)
        case Filter(base=base, test=test):
            return (base, test)
        case FunctionCall(args=args):
            return args
        case Binary(left=left, right=right):
            return (left, right)
        case Minus(of=of):
            return (of,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it."""
    yield node
    for part in parts(node):
        yield from walk(part)
