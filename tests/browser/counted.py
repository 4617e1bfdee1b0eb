"""The house's own application, which also tells how many requests it works at."""

from collections.abc import Awaitable, Callable
from typing import Any

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
UNDER_WAY = "/tests/under-way"


class Counted:
    """Counts the requests that have begun and not ended; a page that was closed does not end its request."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner
        self.under_way = 0

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
        elif scope["path"] == UNDER_WAY:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": str(self.under_way).encode()})
        else:
            self.under_way += 1
            try:
                await self.inner(scope, receive, send)
            finally:
                self.under_way -= 1


def __getattr__(name: str) -> Application:
    """`application`, when the web process asks for it: a test that imports this module starts no Django."""
    if name != "application":
        raise AttributeError(name)
    from config.asgi import application

    return Counted(application)
