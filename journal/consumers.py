"""The one WebSocket of the house."""

import asyncio
import contextlib

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from journal.hub import BACKLOG, hub

SIGNED_OUT = 4401
TOO_SLOW = 4408
CHECK_EVERY = 30.0


class ScreenConsumer(AsyncWebsocketConsumer):
    """One open screen. It only listens: a nudge says what changed, and the page fetches it over HTTP.

    Signing out, or being disabled, ends the socket within half a minute: the session is read again.
    """

    rooms: list[str] = []

    async def connect(self) -> None:
        await self.accept()
        self.frames: asyncio.Queue[str] = asyncio.Queue(BACKLOG)
        self.rooms = await self.rooms_of_user()
        if not self.rooms:
            await self.close(code=SIGNED_OUT)
            return
        hub.listen(self, self.rooms)
        self.chores = [asyncio.create_task(self.relay()), asyncio.create_task(self.watch_session())]

    async def disconnect(self, code: int) -> None:
        hub.leave(self, self.rooms)
        for chore in getattr(self, "chores", []):
            chore.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data == "ping":
            await self.send(text_data='{"event":"live.pong"}')

    async def relay(self) -> None:
        """Send queued frames, one after the other, for as long as the socket lives."""
        with contextlib.suppress(Exception):
            while True:
                await self.send(text_data=await self.frames.get())

    async def cut_off(self) -> None:
        """End a socket that reads too slowly; the page reconnects and fetches everything again."""
        hub.leave(self, self.rooms)
        await self.close(code=TOO_SLOW)

    async def watch_session(self) -> None:
        """Close the socket once its user may no longer listen to these rooms."""
        while True:
            await asyncio.sleep(CHECK_EVERY)
            if await self.rooms_of_user() != self.rooms:
                await self.close(code=SIGNED_OUT)
                return

    @database_sync_to_async
    def rooms_of_user(self) -> list[str]:
        """The rooms of the user behind this session as the database knows them now; [] when signed out."""
        user = self.scope["user"]
        session = self.scope["session"]
        if not user.is_authenticated or not session.exists(session.session_key):
            return []
        user.refresh_from_db()
        return user.rooms() if user.is_active else []
