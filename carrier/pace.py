"""How fast the simulated world turns."""

import asyncio
import time
from email.utils import formatdate


class Pace:
    """Human seconds against real ones: 1 is human pace, 10 ten times faster, 0 as fast as possible."""

    def __init__(self, speed: float) -> None:
        self.speed = speed

    async def wait(self, seconds: float) -> None:
        """Let so many human seconds pass: thinking, ringing, speaking. Nothing at all at speed 0."""
        await asyncio.sleep(seconds / self.speed if self.speed > 0 else 0)

    def hurried(self, seconds: float) -> float:
        """The real seconds of something a person does."""
        return seconds / self.speed if self.speed > 0 else 0.0

    def limit(self, seconds: float) -> float:
        """The real seconds of a limit or a patience: a hurry must not end a conversation, so speed 0 counts as 1."""
        return seconds / (self.speed or 1.0)

    def lived(self, real_seconds: float) -> int:
        """Human seconds, rounded, lived in so many real ones."""
        return round(real_seconds * (self.speed or 1.0))


def rfc2822(moment: float | None = None) -> str:
    """A moment (seconds since 1970) as Twilio's 2010 API writes it: RFC 2822, always UTC."""
    return formatdate(time.time() if moment is None else moment).replace("-0000", "+0000")
