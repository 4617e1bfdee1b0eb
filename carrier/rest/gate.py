"""What every REST request passes: loopback, authentication, faults, well-formed parameters."""

import base64
import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from carrier.exchange import Exchange
from carrier.refusals import Refused, not_authenticated, not_found
from carrier.rest.parameters import Check, Form

CUT_THE_LINE = "carrier.cut_the_line"
Endpoint = Callable[[Request], Awaitable[Response]]
Answering = Callable[[Exchange, Form, dict[str, str]], Response]


def answering(exchange: Exchange, known: Mapping[str, Check], answer: Answering) -> Endpoint:
    """The endpoint that answers requests with these parameters; `answer` gets the form and the path's parts."""

    async def endpoint(request: Request) -> Response:
        try:
            refuse_strangers(exchange, request)
            _refuse_by_bad_luck(exchange)
            sent = (await request.body()).decode() if request.method == "POST" else request.url.query
            response = answer(exchange, Form(sent, known), request.path_params)
        except Refused as refused:
            return refusal(refused)
        if exchange.luck.strikes("api_lost"):
            await _cut(request)
        return response

    return endpoint


def refuse_strangers(exchange: Exchange, request: Request) -> None:
    """Refuse whoever is not on this computer, does not know the token, or asks for another account."""
    settings = exchange.settings
    if request.client is None or not ipaddress.ip_address(request.client.host).is_loopback:
        raise Refused(403, 20403, "Only this computer may use this telephone company")
    known = base64.b64encode(f"{settings.account_sid}:{settings.auth_token}".encode()).decode()
    if not hmac.compare_digest(request.headers.get("authorization", "").encode(), f"Basic {known}".encode()):
        raise not_authenticated()
    if request.path_params.get("account", settings.account_sid) != settings.account_sid:
        raise not_found(request.url.path)


def refusal(refused: Refused) -> Response:
    """Twilio's error answer."""
    headers = {"Retry-After": "1"} if refused.status == 429 else None
    return JSONResponse(refused.as_json(), refused.status, headers=headers)


def _refuse_by_bad_luck(exchange: Exchange) -> None:
    if exchange.luck.strikes("api_429"):
        raise Refused(429, 20429, "Too Many Requests")
    if exchange.luck.strikes("api_500"):
        raise Refused(500, 20500, "An internal server error has occurred")


async def _cut(request: Request) -> None:
    """Close the connection without an answer to what was done, and wait until it is closed."""
    cut: Callable[[], None] = request.scope[CUT_THE_LINE]
    cut()
    while not await request.is_disconnected():
        await request.receive()
