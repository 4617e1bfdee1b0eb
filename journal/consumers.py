"""The one WebSocket of the house."""

import asyncio
import contextlib
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error as DatabaseIsAway

from journal.hub import BACKLOG, hub
from journal.rooms import rooms_of_session

SIGNED_OUT = 4401
TOO_SLOW = 4408


class ScreenConsumer(AsyncWebsocketConsumer):
    """One open screen. It only listens: a nudge says what changed, and the page fetches it over HTTP.

    Signing out, being disabled or changing rooms ends the socket within `check_every` seconds: the session is
    read again.
    """

    check_every = 30.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms: list[str] = []
        self.frames: asyncio.Queue[str] = asyncio.Queue(BACKLOG)
        self.chores: list[asyncio.Task[None]] = []

    async def __call__(self, *connection: Any) -> None:
        """The socket's whole life. However it ends, and also when the server cancels it, nothing is left behind."""
        try:
            await super().__call__(*connection)
        finally:
            hub.leave(self)
            for chore in self.chores:
                chore.cancel()

    async def connect(self) -> None:
        """Listen first, then open: what an open page fetches and what it hears from then on is everything."""
        self.rooms = await self.rooms_now()
        if self.rooms:
            await hub.listen(self)
        await self.accept()
        if not self.rooms:
            await self.close(code=SIGNED_OUT)  # a code can be given only to a socket that is open
            return
        self.chores = [asyncio.create_task(self.relay()), asyncio.create_task(self.watch_session())]

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data == "ping":
            await self.send(text_data='{"event":"live.pong"}')

    async def relay(self) -> None:
        """Send queued frames, one after the other, until the socket breaks."""
        with contextlib.suppress(Exception):
            while True:
                await self.send(text_data=await self.frames.get())
        hub.leave(self)

    async def cut_off(self) -> None:
        """End a socket that reads too slowly; the page reconnects and fetches everything again."""
        with contextlib.suppress(Exception):
            await self.close(code=TOO_SLOW)

    async def watch_session(self) -> None:
        """Close the socket once its user may no longer listen to these rooms."""
        is_welcome = True
        while is_welcome:
            await asyncio.sleep(self.check_every)
            is_welcome = await self.is_welcome()
        hub.leave(self)
        await self.close(code=SIGNED_OUT)

    async def is_welcome(self) -> bool:
        """Whether the session still opens the same rooms. While the database is away nobody is sent away."""
        try:
            return await self.rooms_now() == self.rooms
        except DatabaseIsAway:
            return True

    async def rooms_now(self) -> list[str]:
        """The rooms that the session behind this socket opens at this moment."""
        return await database_sync_to_async(rooms_of_session)(self.scope["session"].session_key)
