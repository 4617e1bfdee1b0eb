"""Events that only the tests announce, and somebody who listens in Valkey."""

from dataclasses import dataclass

import redis
from django.conf import settings

from journal.broadcast import channel_of
from journal.events import Event
from tests.patience import PATIENCE


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    """A bell rang on a region's floor, for one user if anybody pressed it."""

    audience = ("floor:{region_id}", "user:{user_id}")
    region_id: int
    user_id: int | None = None


class Ear:
    """A subscription to rooms, straight at Valkey."""

    def __init__(self, *rooms: str) -> None:
        self.rooms = rooms
        self.valkey = redis.Redis.from_url(settings.REDIS_URL)
        self.valkey.delete(*(f"{settings.INSTALLATION}:seq:{room}" for room in rooms))
        self.pubsub = self.valkey.pubsub()
        self.pubsub.subscribe(*map(channel_of, rooms))
        for _room in rooms:
            self.pubsub.get_message(timeout=PATIENCE)

    def hears(self) -> bytes:
        """The next frame."""
        message = self.pubsub.get_message(timeout=PATIENCE)
        assert message, "no frame came"
        return message["data"]

    def hears_nothing_more(self) -> bool:
        """Whether nothing was said before what is said now: a silence cannot be waited for on a slow machine."""
        self.valkey.publish(channel_of(self.rooms[0]), b"the end")
        return self.hears() == b"the end"

    def close(self) -> None:
        self.pubsub.close()
        self.valkey.close()
