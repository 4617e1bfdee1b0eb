"""The shape of news: every app's events.py subclasses Event."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. It is broadcast, so it carries ids and codes, never personal data.

    `audience` names the rooms whose screens are nudged; "floor:{region_id}" is filled from the event's own
    fields. A room whose field is None is left out.
    """

    audience: ClassVar[tuple[str, ...]] = ()

    @classmethod
    @cache
    def name(cls) -> str:
        """The name on the wire and in the journal: `calls.call_queued`."""
        app = cls.__module__.partition(".")[0]
        return f"{app}.{re.sub(r'(?<!^)(?=[A-Z])', '_', cls.__name__).lower()}"

    def facts(self) -> dict[str, Any]:
        """The event's own ids and codes."""
        return dict(vars(self))

    def rooms(self) -> Iterator[str]:
        """The rooms to nudge, each once."""
        known = vars(self)
        for room, needed in _rooms(self.audience):
            if all(known[name] is not None for name in needed):
                yield room.format(**known)


@cache
def _rooms(audience: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each room once, with the fields that its name is filled from."""
    return tuple((room, tuple(re.findall(r"{(\w+)}", room))) for room in dict.fromkeys(audience))
