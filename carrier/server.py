"""The server: on loopback only, with a line that can be cut in the middle of a request."""

import asyncio
import ipaddress
import socket
from typing import Any, cast

import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from carrier.app import build_app
from carrier.rest.gate import CUT_THE_LINE
from carrier.settings import Settings

SECONDS_TO_CLOSE = 3


class NotLoopback(ValueError):
    """The address would let other computers in: this company never leaves its own."""


def refuse_other_than_loopback(host: str) -> None:
    """Refuse a host that is not a loopback address or `localhost`."""
    if host == "localhost":
        return
    try:
        is_loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise NotLoopback(
            f"{host} is not a loopback address; the simulated telephone company serves no other"
        )


class CuttableProtocol(H11Protocol):
    """HTTP whose application may cut the connection, as a network does when an answer is lost."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        served = self.app

        async def with_line(scope: Scope, receive: Receive, send: Send) -> None:
            scope[CUT_THE_LINE] = transport.abort
            await served(scope, receive, send)

        self.app = cast("Any", with_line)


class AnnouncingServer(uvicorn.Server):
    """A server that says in one line where it listens, once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            print(f"carrier is ready on http://{host}:{port}", flush=True)  # noqa: T201


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted; port 0 takes any free one. Refuses an address that is not loopback."""
    refuse_other_than_loopback(host)
    config = uvicorn.Config(
        build_app(settings),
        host=host,
        port=port,
        http=CuttableProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_CLOSE,
    )
    AnnouncingServer(config).run()
