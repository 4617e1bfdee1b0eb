"""Who may enter the control room, and what their requests look like."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from carrier.exchange import Exchange
from carrier.refusals import Refused, bad_parameter
from carrier.rest.gate import refusal, refuse_strangers

Wishes = dict[str, Any]
Acting = Callable[[Exchange, Wishes, dict[str, str]], Awaitable[object]]


def controlling(
    exchange: Exchange, act: Acting, status: int = 200
) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that does `act` with a JSON body (or the query) and answers what it returns, as JSON."""

    async def endpoint(request: Request) -> Response:
        try:
            refuse_strangers(exchange, request)
            return JSONResponse(await act(exchange, await _wishes(request), request.path_params), status)
        except Refused as refused:
            return refusal(refused)
        except (KeyError, ValueError, TypeError) as fault:
            return refusal(bad_parameter(f"{type(fault).__name__}: {fault}"))

    return endpoint


async def _wishes(request: Request) -> Wishes:
    if request.method == "GET":
        return dict(request.query_params)
    body = await request.body()
    wishes = await request.json() if body else {}
    if not isinstance(wishes, dict):
        raise bad_parameter("the body must be a JSON object")
    return wishes
