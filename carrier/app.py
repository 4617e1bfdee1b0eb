"""The ASGI application: the REST API, the control room, and one exchange behind both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from carrier.control.routes import control_routes
from carrier.exchange import Exchange
from carrier.refusals import Refused, not_found
from carrier.rest.gate import refusal
from carrier.rest.routes import rest_routes
from carrier.settings import Settings


def build_app(settings: Settings) -> Starlette:
    """A telephone company with an empty memory; it hangs up everything when the server stops."""
    exchange = Exchange(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await exchange.close()

    routes = [*rest_routes(exchange), *control_routes(exchange)]
    return Starlette(routes=routes, lifespan=lifespan, exception_handlers={HTTPException: _no_such_address})


async def _no_such_address(request: Request, fault: Exception) -> Response:
    if isinstance(fault, HTTPException) and fault.status_code == 405:
        return refusal(Refused(405, 20004, "Method not allowed"))
    return refusal(not_found(request.url.path))
