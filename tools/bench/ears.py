"""A WebSocket that only listens and notes when: cheap enough to have four hundred of in the process that measures."""

import asyncio
import base64
import os
import time
from urllib.parse import urlsplit

SHORT, MEDIUM = 126, 127
"""Lengths from which a frame's header grows (RFC 6455, 5.2). Ours stay below 64 KB."""


class Ear(asyncio.Protocol):
    """Counts the frames of one socket; `heard_at` is when the last one arrived (perf_counter)."""

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.is_open = asyncio.get_running_loop().create_future()
        self.waiting = b""
        self.frames = 0
        self.heard_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.heard_at = time.perf_counter()
        self.waiting += data
        if not self.is_open.done():
            self.shake_hands()
        while len(self.waiting) >= 2 and len(self.waiting) >= (length := frame_length(self.waiting)):
            self.waiting = self.waiting[length:]
            self.frames += 1

    def shake_hands(self) -> None:
        """The answer to the upgrade, without a look at its key: we know whom we called."""
        head, end, rest = self.waiting.partition(b"\r\n\r\n")
        if not end:
            return
        self.waiting = rest
        if b" 101 " in head.partition(b"\r\n")[0]:
            self.is_open.set_result(True)
        else:
            self.is_open.set_exception(RuntimeError(f"no socket: {head[:80]!r}"))

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.is_open.done():
            self.is_open.set_exception(RuntimeError("the socket was closed"))


def frame_length(data: bytes) -> int:
    """Bytes of the first frame, header included; a server's frames are not masked."""
    stated = data[1] & 0x7F
    if stated < SHORT:
        return 2 + stated
    return 4 + int.from_bytes(data[2:4], "big") if len(data) >= 4 else 4


async def listen(url: str, session: str) -> Ear:
    """An open socket of the house, signed in by its session cookie."""
    host = urlsplit(url)
    key = base64.b64encode(os.urandom(16)).decode()
    head = [
        "GET /ws/live/ HTTP/1.1",
        f"Host: {host.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        f"Origin: {url}",
        f"Cookie: {session}",
    ]
    request = "\r\n".join([*head, "", ""]).encode()
    loop = asyncio.get_running_loop()
    _transport, ear = await loop.create_connection(lambda: Ear(request), str(host.hostname), host.port or 80)
    await asyncio.wait_for(ear.is_open, 30)
    return ear
