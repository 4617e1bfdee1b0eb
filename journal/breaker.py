"""A partner that lets us wait lets us wait once."""

import time


class Breaker:
    """A circuit breaker: after a time-out nobody asks again for `seconds`, so that one wait is all that it costs.

    One for each partner and process. A partner that refuses at once costs nothing and does not trip it.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._closed_again_at = 0.0

    def is_open(self) -> bool:
        """Whether the partner has just let somebody wait."""
        return time.monotonic() < self._closed_again_at

    def trip(self) -> None:
        """The partner did not answer in time."""
        self._closed_again_at = time.monotonic() + self.seconds

    def reset(self) -> None:
        """It has answered, or is another one now."""
        self._closed_again_at = 0.0
