"""In which order languages are spoken to somebody whose own is not known."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest


def taking_turns(speakers: Iterable[Sequence[str]]) -> list[str]:
    """Everybody's first language before anybody's second, each language once: [fr, nl], [de, fr] give fr, de, nl."""
    in_turn = chain.from_iterable(zip_longest(*speakers))
    return list(dict.fromkeys(language for language in in_turn if language))
