"""The door of every page: signed in, and in the right role."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.refusals import NotYourRole

View = Callable[..., HttpResponse]


class MemberRequest(HttpRequest):
    """A request behind a gate: somebody is signed in."""

    user: User


def anybody(user: User) -> bool:
    """Every role may enter."""
    return True


def gate(may: Callable[[User], bool] = anybody) -> Callable[[View], View]:
    """Let in whom `may` (a function of accounts/roles.py) allows; by default everybody who is signed in.

    Signed out: to the sign-in page and back. Another role: NotYourRole (403). Nothing behind a gate is kept in
    the browser's cache, so that "back" after signing out shows no citizen.
    """

    def guard(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if not may(request.user):
                raise NotYourRole
            return view(request, *args, **kwargs)

        return guarded

    return guard


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page; a fragment asks htmx to take the whole page there."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
    back = request.get_full_path() if request.method in ("GET", "HEAD") else settings.LOGIN_REDIRECT_URL
    return redirect_to_login(resolve_url(back))
