"""What all supervisors of a region see alike is drawn once in each web process, not once for each of them."""

import time
from collections.abc import Callable
from threading import Lock

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.models import User
from journal.broadcast import last_number

KEPT_FOR = 0.5
"""Seconds. What no nudge tells of (an alarm that is due, a nudge that was lost) is on the screen no later than that."""


class _Sheet:
    """One part of one region's floor in one language, as it was drawn last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.html = SafeString()
        self.number = -1
        self.drawn_at = 0.0

    def shows(self, number: int) -> bool:
        """Whether it was drawn at that number of the room or after it, and a moment ago."""
        return self.number >= number and time.monotonic() - self.drawn_at < KEPT_FOR


_sheets: dict[tuple[str, int | None, str | None], _Sheet] = {}


def drawn_once(
    part: str, user: User, draw: Callable[[], SafeString], *, is_changed: bool = False
) -> SafeString:
    """A part of the floor of the user's region as HTML, in the screen's language; drawn anew if it may have changed.

    `draw` may show nothing but what everybody on that floor may see. `is_changed`: this very request has changed it,
    and must show so although the nudge may be lost.

    A nudge is numbered after its change is committed, and the number is read before drawing: what was drawn at a
    number holds every change nudged about until then. While Redis is away nothing is kept.
    """
    number = last_number(f"floor:{user.region_id}")
    if number is None:
        return draw()
    sheet = _sheets.setdefault((part, user.region_id, get_language()), _Sheet())
    # Twenty supervisors hear of a change in the same moment: the first one draws, the others wait for it.
    with sheet.lock:
        if is_changed or not sheet.shows(number):
            sheet.html = draw()
            sheet.number = number
            sheet.drawn_at = time.monotonic()
        return sheet.html
