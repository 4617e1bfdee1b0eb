"""The wires to the customer: so many at once, each kept open and used again."""

import asyncio
import importlib.util
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

AT_ONCE = 100

# httpcore tries to import this four times a request; a failed import is not remembered unless it is noted here,
# and searching the disk for it took a sixth of this company's time.
if importlib.util.find_spec("sniffio") is None:
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]


class Wires:
    """Up to `AT_ONCE` connections, the latest used first.

    One transport for each: a pool of many connections looks at all of them for every request, which cost this
    company three quarters of its time.
    """

    def __init__(self) -> None:
        self._idle: list[httpx.AsyncHTTPTransport] = []
        self._free = asyncio.Semaphore(AT_ONCE)
        self._trust = ssl.create_default_context()

    @asynccontextmanager
    async def borrowed(self) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        """A wire for one request, after waiting for a free one."""
        async with self._free:
            wire = self._idle.pop() if self._idle else self._new()
            try:
                yield wire
            except BaseException:
                # Interrupted half-way, the wire would wait for ever for the rest of an answer nobody reads.
                await wire.aclose()
                raise
            self._idle.append(wire)

    async def close(self) -> None:
        for wire in self._idle:
            await wire.aclose()
        self._idle.clear()

    def _new(self) -> httpx.AsyncHTTPTransport:
        return httpx.AsyncHTTPTransport(verify=self._trust, limits=httpx.Limits(max_connections=1))
