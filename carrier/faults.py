"""What goes wrong on purpose, with what probability."""

import random
from dataclasses import dataclass, fields


@dataclass(slots=True)
class Faults:
    """Probabilities from 0 to 1, except `jitter_ms`: real milliseconds.

    drop, duplicate, reorder: a status webhook is lost, sent twice, held back by `HELD_BACK_SECONDS`.
    jitter_ms: every status webhook waits a random time up to this one.
    api_429, api_500: a REST request is refused before anything happens.
    api_lost: a REST request is carried out and its connection closed without an answer.
    """

    drop: float = 0.0
    duplicate: float = 0.0
    reorder: float = 0.0
    jitter_ms: float = 0.0
    api_429: float = 0.0
    api_500: float = 0.0
    api_lost: float = 0.0


HELD_BACK_SECONDS = 0.25
FAULT_NAMES = frozenset(field.name for field in fields(Faults))


class Misfortune:
    """The faults in force and the seeded die that decides when they strike."""

    def __init__(self, seed: int) -> None:
        self.faults = Faults()
        self._die = random.Random(seed)  # noqa: S311 - a repeatable die, not a secret

    def strikes(self, name: str) -> bool:
        """Whether the named fault happens now; the die is not thrown for a fault that is off."""
        probability: float = getattr(self.faults, name)
        return probability > 0 and self._die.random() < probability

    def webhook_delay(self) -> float:
        """Real seconds that the next status webhook is late."""
        jitter = self._die.random() * self.faults.jitter_ms / 1000 if self.faults.jitter_ms else 0.0
        return jitter + (HELD_BACK_SECONDS if self.strikes("reorder") else 0.0)
