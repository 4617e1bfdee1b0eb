"""Events that only the tests announce, and somebody who listens in Valkey."""

from dataclasses import dataclass

import redis
from django.conf import settings

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class BellRang(Event):
    """A bell rang on a region's floor, for one user if anybody pressed it."""

    audience = ("floor:{region_id}", "user:{user_id}")
    region_id: int
    user_id: int | None = None


class Ear:
    """A subscription to rooms, straight at Valkey."""

    def __init__(self, *rooms: str) -> None:
        self.valkey = redis.Redis.from_url(settings.REDIS_URL)
        self.valkey.delete(*(f"seq:{room}" for room in rooms))
        self.pubsub = self.valkey.pubsub()
        self.pubsub.subscribe(*(f"live:{room}" for room in rooms))
        for _room in rooms:
            self.pubsub.get_message(timeout=5)

    def hears(self) -> bytes | None:
        """The next frame; None when there is none."""
        message = self.pubsub.get_message(timeout=0.2)
        return message and message["data"]

    def close(self) -> None:
        self.pubsub.close()
        self.valkey.close()
