"""A WebSocket that only listens and notes when: cheap enough to have four hundred of in the process that measures.

The protocol is the library's without its input and output: a connection object of its own with queue, keep-alive and
task for each socket would take longer than what is measured.
"""

import asyncio
import time

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.typing import Origin
from websockets.uri import parse_uri


class Ear(asyncio.Protocol):
    """Counts the frames of one socket; `heard_at` is when the last one arrived (perf_counter)."""

    def __init__(self, protocol: ClientProtocol, cookie: str) -> None:
        self.protocol = protocol
        self.cookie = cookie
        self.is_open = asyncio.get_running_loop().create_future()
        self.frames = 0
        self.heard_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        request = self.protocol.connect()
        request.headers["Cookie"] = self.cookie
        self.protocol.send_request(request)
        self.answer()

    def data_received(self, data: bytes) -> None:
        # Before anything is understood: what understanding costs is no part of the figure.
        self.heard_at = time.perf_counter()
        self.protocol.receive_data(data)
        events = self.protocol.events_received()
        self.frames += sum(isinstance(event, Frame) and event.opcode is Opcode.TEXT for event in events)
        self.answer()
        if not self.is_open.done():
            self.shake_hands()

    def answer(self) -> None:
        """Send what the protocol has to say: the request, a pong."""
        for data in self.protocol.data_to_send():
            self.transport.write(data)

    def shake_hands(self) -> None:
        """Whether the server has taken up the request by now."""
        if self.protocol.handshake_exc is not None:
            self.is_open.set_exception(self.protocol.handshake_exc)
        elif self.protocol.state is State.OPEN:
            self.is_open.set_result(True)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.is_open.done():
            self.is_open.set_exception(RuntimeError("the socket was closed"))


async def listen(url: str, session: str) -> Ear:
    """An open socket of the house, signed in by its session cookie."""
    address = parse_uri(url.replace("http", "ws", 1) + "/ws/live/")
    loop = asyncio.get_running_loop()
    _transport, ear = await loop.create_connection(
        lambda: Ear(ClientProtocol(address, origin=Origin(url)), session), address.host, address.port
    )
    await asyncio.wait_for(ear.is_open, 30)
    return ear
