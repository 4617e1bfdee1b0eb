"""Who sent a request, and in which language its screens speak."""

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.rules.addresses import is_proxy, sender_of

SESSION_KEY = "screen_language"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


class RealAddressMiddleware:
    """`REMOTE_ADDR` is the address a page was asked from, not the proxy's; a stranger's X-Forwarded headers are gone.

    First of all middleware: whether a request came by HTTPS is also read from such a header.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer, forwarded = (request.META.get(name, "") for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"))
        if not is_proxy(peer, settings.TRUSTED_PROXIES):
            for header in FORWARDED:
                request.META.pop(header, None)
        request.META["REMOTE_ADDR"] = sender_of(peer, forwarded, settings.TRUSTED_PROXIES)
        return self.get_response(request)


class RealAddressOfSocket:
    """The same for a live screen: `client` in its scope is the screen's address, not the proxy's."""

    def __init__(self, app: Callable[..., Awaitable[Any]]) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> Any:
        peer, port = scope.get("client") or ("", 0)
        forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
        sender = sender_of(peer, forwarded.decode("latin1"), settings.TRUSTED_PROXIES)
        return await self.app({**scope, "client": [sender, port if sender == peer else 0]}, receive, send)


class OwnLanguageMiddleware:
    """The language chosen at sign-in or in the menu (kept in the session), else the browser's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get(SESSION_KEY)
        if chosen not in dict(settings.LANGUAGES):
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
            return response
