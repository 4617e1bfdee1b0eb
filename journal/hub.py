"""One subscription per web process: the same pre-serialised frame goes to every listening screen.

Sending through a channel layer's group costs ten times as much per screen (docs/adr/0003).
"""

import asyncio
import contextlib
from collections import defaultdict
from typing import Protocol

import redis.asyncio as redis
from django.conf import settings

from journal.broadcast import CHANNEL

BACKLOG = 100
RESUBSCRIBE_AFTER = 0.5


class Screen(Protocol):
    """An open socket: takes frames without waiting; `cut_off` ends it when it reads too slowly."""

    frames: asyncio.Queue[str]

    async def cut_off(self) -> None: ...


class Hub:
    """Who listens to which room, in this process."""

    def __init__(self) -> None:
        self.listeners: defaultdict[str, set[Screen]] = defaultdict(set)
        self.pump: asyncio.Task[None] | None = None
        self.endings: set[asyncio.Task[None]] = set()

    def listen(self, screen: Screen, rooms: list[str]) -> None:
        """Start sending the rooms' frames to this screen."""
        for room in rooms:
            self.listeners[room].add(screen)
        if self.pump is None or self.pump.done():
            self.pump = asyncio.create_task(self.run())

    def leave(self, screen: Screen, rooms: list[str]) -> None:
        """Stop sending to this screen."""
        for room in rooms:
            self.listeners[room].discard(screen)
            if not self.listeners[room]:
                del self.listeners[room]

    async def run(self) -> None:
        """Relay frames for ever. When Redis comes back, every screen is told to catch up."""
        lost = False
        while True:
            with contextlib.suppress(redis.RedisError, OSError):
                async with redis.Redis.from_url(settings.REDIS_URL) as broker, broker.pubsub() as pubsub:
                    await pubsub.psubscribe(f"{CHANNEL}*")
                    if lost:
                        self.send_to_all('{"event":"live.catch_up"}')
                    async for message in pubsub.listen():
                        if message["type"] == "pmessage":
                            room = message["channel"].decode().removeprefix(CHANNEL)
                            self.send(self.listeners.get(room, set()), message["data"].decode())
            lost = True
            await asyncio.sleep(RESUBSCRIBE_AFTER)

    def send_to_all(self, frame: str) -> None:
        """Give one frame to every screen of this process, each once."""
        self.send(set().union(*self.listeners.values()), frame)

    def send(self, screens: set[Screen], frame: str) -> None:
        """Queue a frame for each screen; a screen that is a hundred frames behind is cut off, not waited for."""
        for screen in tuple(screens):
            try:
                screen.frames.put_nowait(frame)
            except asyncio.QueueFull:
                self.endings.add(ending := asyncio.create_task(screen.cut_off()))
                ending.add_done_callback(self.endings.discard)


hub = Hub()
