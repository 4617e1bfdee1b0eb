"""One subscription per web process: the same pre-serialised frame goes to every listening screen.

Sending through a channel layer's group costs ten times as much per screen (docs/adr/0003).
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any, Protocol

import redis.asyncio as redis
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from journal.broadcast import CHANNEL

BACKLOG = 100
RESUBSCRIBE_AFTER = 0.5
SILENCE = 10.0
CATCH_UP = '{"event":"live.catch_up"}'
log = logging.getLogger(__name__)


class Screen(Protocol):
    """An open socket: takes frames of its rooms without waiting; `cut_off` ends it when it reads too slowly."""

    rooms: list[str]
    frames: asyncio.Queue[str]

    async def cut_off(self) -> None: ...


class Hub:
    """Who listens to which room, in this process."""

    def __init__(self) -> None:
        self.listeners: dict[str, set[Screen]] = {}
        self.pump: asyncio.Task[None] | None = None
        self.endings: set[asyncio.Task[None]] = set()
        self.is_hearing = True

    def listen(self, screen: Screen) -> None:
        """Start sending the frames of its rooms to this screen."""
        for room in screen.rooms:
            self.listeners.setdefault(room, set()).add(screen)
        if self.pump is None or self.pump.done():
            self.pump = asyncio.create_task(self.run())

    def leave(self, screen: Screen) -> None:
        """Stop sending to this screen; leaving twice changes nothing."""
        for room in screen.rooms:
            here = self.listeners.get(room, set())
            here.discard(screen)
            if not here:
                self.listeners.pop(room, None)

    async def run(self) -> None:
        """Relay frames for ever: whatever goes wrong with Redis, subscribe again."""
        while not is_cancelled():
            try:
                await self.relay()
            except Exception as error:
                if self.is_hearing:
                    log.warning("screens hear nothing until Redis is back: %s", type(error).__name__)
                self.is_hearing = False
            await asyncio.sleep(RESUBSCRIBE_AFTER)

    async def relay(self) -> None:
        """Subscribe to every room and hand on what comes; raises when Redis goes away, or does not answer a ping.

        Nothing is retried below: a connection that mends itself silently would hide that frames were missed.
        """
        is_asked = False
        source = redis.Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 0))
        async with source as broker, broker.pubsub() as pubsub:
            await pubsub.psubscribe(f"{CHANNEL}*")
            while not is_cancelled():
                message = await pubsub.get_message(timeout=SILENCE)
                if message:
                    self.take(message)
                elif is_asked:
                    raise redis.TimeoutError
                else:
                    await pubsub.ping()
                is_asked = not message

    def take(self, message: dict[str, Any]) -> None:
        """Hand a frame to its room. A subscription begins: what was published before it, nobody here has heard."""
        if message["type"] == "psubscribe":
            self.is_hearing = True
            self.send(set().union(*self.listeners.values()), CATCH_UP)
        elif message["type"] == "pmessage":
            room = message["channel"].decode().removeprefix(CHANNEL)
            self.send(self.listeners.get(room, ()), message["data"].decode())

    def send(self, screens: Iterable[Screen], frame: str) -> None:
        """Queue a frame for each screen; a screen that is a hundred frames behind is cut off, not waited for."""
        for screen in tuple(screens):
            try:
                screen.frames.put_nowait(frame)
            except asyncio.QueueFull:
                self.cut_off(screen)

    def cut_off(self, screen: Screen) -> None:
        """It hears nothing more from now on, and is told so in its own time."""
        self.leave(screen)
        self.endings.add(ending := asyncio.create_task(screen.cut_off()))
        ending.add_done_callback(self.endings.discard)


def is_cancelled() -> bool:
    """Whether this task was told to end. The Redis client swallows a cancellation that meets it while connecting."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


hub = Hub()
