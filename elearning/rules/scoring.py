"""How a quiz is marked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """What came out: the questions answered rightly, and their share as a whole percentage."""

    right: frozenset[int]
    percent: int

    def passes(self, pass_percent: int) -> bool:
        """At or above the pass mark."""
        return self.percent >= pass_percent


def score_of(key: Mapping[int, Collection[int]], ticked: Mapping[int, Collection[int]]) -> Score:
    """Mark a quiz. `key` and `ticked`: question → choices, right ones and ticked ones.

    A question counts when exactly its right choices are ticked; a blank one, and one not in the key, never does.
    Percentages are rounded down, so that nobody passes by rounding.
    """
    right = frozenset(
        question
        for question, choices in key.items()
        if choices and set(ticked.get(question, ())) == set(choices)
    )
    return Score(right, 100 * len(right) // len(key) if key else 0)
