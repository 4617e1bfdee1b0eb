"""The only sender of news to screens: one PUBLISH per room, a numbered frame of ids.

A screen treats a gap in a room's numbers as a lost connection and fetches everything it shows again, so the
number and the frame leave Redis together, in one script: nobody can overtake between them. What one transaction
announces leaves in one script too.
"""

import json
import logging
from collections.abc import Iterable
from functools import cache
from threading import Lock

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from journal.breaker import Breaker
from journal.events import Event

QUIET_AFTER_A_WAIT = 5.0
CATCH_UP = "live.catch_up"
NUMBER_AND_PUBLISH = """
for at, room in ipairs(KEYS) do
  local seq = redis.call('INCR', ARGV[1] .. 'seq:' .. room)
  redis.call('PUBLISH', ARGV[1] .. 'live:' .. room, '{"seq":' .. seq .. ',' .. ARGV[at + 1])
end
"""
log = logging.getLogger(__name__)
breaker = Breaker(QUIET_AFTER_A_WAIT)


class Missed:
    """Rooms whose screens were not told of something by this process. Its threads share it."""

    def __init__(self) -> None:
        self._rooms: set[str] = set()
        self._lock = Lock()

    def add(self, rooms: Iterable[str]) -> None:
        """These have missed something."""
        with self._lock:
            self._rooms.update(rooms)

    def take(self) -> set[str]:
        """All of them, for whoever tells them now: what is missed meanwhile is not among them, and is not lost."""
        with self._lock:
            taken, self._rooms = self._rooms, set()
            return taken


_missed = Missed()


@cache
def broker() -> redis.Redis:
    """This process's connection pool to Redis.

    After Redis was restarted every kept connection is dead: a second try opens a new one. One that is silent is not
    asked twice.
    """
    retry = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
    patience = {"socket_timeout": settings.REDIS_PATIENCE, "socket_connect_timeout": settings.REDIS_PATIENCE}
    return redis.Redis.from_url(settings.REDIS_URL, retry=retry, **patience)


def channel_of(room: str) -> str:
    """The channel of a room: two installations on one Redis do not hear each other."""
    return f"{settings.INSTALLATION}:live:{room}"


def last_number(room: str) -> int | None:
    """How many frames the room was sent; None if Redis does not say."""
    if let_us_wait():
        return None
    try:
        return int(broker().get(f"{settings.INSTALLATION}:seq:{room}") or 0)
    except redis.RedisError as error:
        let_us_wait(error)
        return None


def nudge_screens(news: Iterable[tuple[Event, int]]) -> None:
    """Publish events, each with the number of its journal entry, to their rooms.

    Redis being away costs freshness only: screens fetch when it is back. If it lets us wait, the next news are not
    even tried for a few seconds; the rooms that have missed some are told to catch up as soon as it answers.
    """
    frames = [(room, _frame(event, entry_id, room)) for event, entry_id in news for room in event.rooms()]
    if not frames:
        return
    if not let_us_wait():
        behind = _missed.take()
        try:
            _publish([(room, json.dumps({"event": CATCH_UP, "room": room})) for room in behind] + frames)
        except redis.RedisError as error:
            log.warning("screens were not nudged: %s", type(error).__name__)
            let_us_wait(error)
            _missed.add(behind)
        else:
            return
    _missed.add(room for room, _frame in frames)


def _frame(event: Event, entry_id: int, room: str) -> str:
    return json.dumps({"event": event.name(), "room": room, "entry": entry_id, **event.facts()})


def _publish(frames: list[tuple[str, str]]) -> None:
    """Number the frames, all but their opening bracket, and send them."""
    rooms = [room for room, _frame in frames]
    broker().eval(
        NUMBER_AND_PUBLISH,
        len(rooms),
        *rooms,
        f"{settings.INSTALLATION}:",
        *[frame[1:] for _room, frame in frames],
    )


def let_us_wait(error: redis.RedisError | None = None) -> bool:
    """Whether Redis has just let somebody wait, now by this `error` or lately: then it is not asked.

    Only a wait is worth avoiding; a connection that is refused costs nothing.
    """
    if isinstance(error, redis.TimeoutError):
        breaker.trip()
    return breaker.is_open()
