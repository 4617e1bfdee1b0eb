"""The column `action_with`: first_name=${c_first}; risk='high'."""

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"\s*([A-Za-z_]\w*)\s*=(?!=)\s*(.+?)\s*", re.DOTALL)


@dataclass(frozen=True)
class Argument:
    """One argument; `name` is "" when the piece is none, `value` an expression at position `at` of the cell."""

    name: str
    value: str
    at: int


def read_arguments(cell: str) -> list[Argument]:
    """Cut at semicolons that are not inside quotes."""
    found = []
    for start, piece in _pieces(cell):
        match = _SHAPE.fullmatch(piece)
        if match:
            found.append(Argument(match[1], match[2], start + match.start(2)))
        elif piece.strip():
            found.append(Argument("", piece.strip(), start))
    return found


def _pieces(cell: str) -> list[tuple[int, str]]:
    pieces, start, quote = [], 0, ""
    for at, sign in enumerate(cell):
        if sign in "'\"":
            quote = "" if quote == sign else quote or sign
        elif sign == ";" and not quote:
            pieces.append((start, cell[start:at]))
            start = at + 1
    return [*pieces, (start, cell[start:])]
