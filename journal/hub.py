"""One subscription per web process: the same pre-serialised frame goes to every listening screen.

Sending through a channel layer's group costs ten times as much per screen (docs/adr/0003). The subscription holds the
rooms that somebody listens to here: what happens in another region never reaches this process.
"""

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Protocol

import redis.asyncio as redis
from django.conf import settings
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from journal.broadcast import CATCH_UP as CATCH_UP_EVENT
from journal.broadcast import channel_of

BACKLOG = 100
RESUBSCRIBE_AFTER = 0.5
SILENCE = 10.0
HEARING_WITHIN = 1.0
"""Seconds that a new screen waits for its rooms to be heard; then it opens, and is told to catch up later."""
NOBODYS = ""
"""A room in which nothing happens: a subscription with no room at all could not be asked whether it is alive."""
CATCH_UP = json.dumps({"event": CATCH_UP_EVENT}, separators=(",", ":"))
log = logging.getLogger(__name__)


class Screen(Protocol):
    """An open socket: takes frames of its rooms without waiting; `cut_off` ends it when it reads too slowly."""

    rooms: list[str]
    frames: asyncio.Queue[str]

    async def cut_off(self) -> None: ...


class Hub:
    """Who listens to which room, in this process, and which rooms are heard."""

    def __init__(self) -> None:
        self.listeners: dict[str, set[Screen]] = {}
        self.heard: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self.newcomers: set[Screen] = set()
        self.pubsub: PubSub | None = None
        self.pump: asyncio.Task[None] | None = None
        self.endings: set[asyncio.Task[None]] = set()
        self.is_hearing = True

    async def listen(self, screen: Screen) -> None:
        """Send the frames of its rooms to this screen, from when it returns.

        While Redis is away it returns all the same, a second later; the screen is told to catch up once it hears.
        """
        self.newcomers.add(screen)
        for room in screen.rooms:
            self.listeners.setdefault(room, set()).add(screen)
        if self.pump is None or self.pump.done():
            self.pump = asyncio.create_task(self.run())
        with contextlib.suppress(redis.RedisError, OSError, TimeoutError):
            async with asyncio.timeout(HEARING_WITHIN):
                await self.subscribe(room for room in screen.rooms if not self.heard[room].is_set())
                for room in screen.rooms:
                    await self.heard[room].wait()
        self.newcomers.discard(screen)

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
            finally:
                self.pubsub = None
                self.heard.clear()
            await asyncio.sleep(RESUBSCRIBE_AFTER)

    async def relay(self) -> None:
        """Subscribe to every room and hand on what comes; raises when Redis goes away, or does not answer a ping.

        Nothing is retried below: a connection that mends itself silently would hide that frames were missed.
        """
        is_asked = False
        source = redis.Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 0))
        async with source as broker, broker.pubsub() as pubsub:
            await pubsub.subscribe(channel_of(NOBODYS))
            self.pubsub = pubsub
            await self.subscribe(self.listeners)
            while not is_cancelled():
                message = await pubsub.get_message(timeout=SILENCE)
                if message:
                    await self.take(message)
                elif is_asked:
                    raise redis.TimeoutError
                else:
                    await pubsub.ping()
                is_asked = not message

    async def subscribe(self, rooms: Iterable[str]) -> None:
        """Ask for the frames of these rooms. Without a connection they are asked for as soon as there is one."""
        channels = [channel_of(room) for room in rooms]
        if self.pubsub is not None and channels:
            await self.pubsub.subscribe(*channels)

    async def take(self, message: dict[str, Any]) -> None:
        """Hand a frame to its room. A room begins to be heard: what was published before, nobody here has heard."""
        room = (message["channel"] or b"").decode().removeprefix(channel_of(""))
        if message["type"] == "subscribe":
            self.is_hearing = True
            self.heard[room].set()
            self.send(self.listeners.get(room, set()) - self.newcomers, CATCH_UP)
        elif message["type"] == "message":
            self.send(self.listeners.get(room, ()), message["data"].decode())
            await self.forget_unless_wanted(room)

    async def forget_unless_wanted(self, room: str) -> None:
        """Nobody listens to it any more: this was the last frame of it that came here."""
        if self.pubsub is not None and room not in self.listeners:
            self.heard.pop(room, None)
            await self.pubsub.unsubscribe(channel_of(room))

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
