"""Values said inside texts: `${person_first_name}`."""

import re
from collections.abc import Callable
from functools import lru_cache

_REFERENCE = re.compile(r"\$\{\s*([^\s${}]+)\s*\}")


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """A text cut at its references: plain text at even places, names at odd ones."""
    return tuple(_REFERENCE.split(text))


def references(text: str) -> tuple[str, ...]:
    """The names a text pipes in."""
    return pieces(text)[1::2]


def fill(text: str, said: Callable[[str], str]) -> str:
    """The text with every reference replaced by what `said` makes of its name."""
    return "".join(said(piece) if odd % 2 else piece for odd, piece in enumerate(pieces(text)))
