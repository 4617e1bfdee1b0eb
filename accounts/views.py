"""Signing in and out, and the little that people set for themselves."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.commands.choose_screen import choose_screen
from accounts.commands.sign_out import sign_out
from accounts.forms import ScreenForm, SignInForm
from accounts.gates import MemberRequest, gate, to_sign_in
from accounts.middleware import SESSION_KEY
from accounts.models import Role

HOMES: dict[str, str] = {
    Role.AGENT: "desk:desk",
    Role.SUPERVISOR: "supervision:floor",
    Role.ADMINISTRATOR: "scenarios:scripts",
    Role.TRAINER: "elearning:learners",
    Role.BACK_OFFICE: "backoffice:field",
}


class SignIn(LoginView):
    """The front door. Django changes the session's key, and sends back only to an address of our own."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_form_class(self) -> Any:
        """Our own form: it says no in one sentence, and counts wrong guesses."""
        return SignInForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Let in, in the language chosen at the door, else in the user's own."""
        response = super().form_valid(form)
        if chosen := self.request.session.get(SESSION_KEY):
            choose_screen(form.user, language=chosen)
        self.request.session[SESSION_KEY] = form.user.screen_language
        return response


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out, and leave nothing of a citizen in this browser, nor a language for the next at this desk."""
    if request.user.is_authenticated:
        sign_out(request.user)
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def form_of_another_session(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the secret of this session. Who is signed out meanwhile is sent to sign in, also by a fragment.

    At the door itself, or in a session that is alive: no page of ours has sent it, or the browser keeps no cookies.
    """
    if request.user.is_authenticated or request.path == resolve_url(settings.LOGIN_URL):
        return csrf_failure(request, reason)
    return to_sign_in(request)


@gate()
def home(request: MemberRequest) -> HttpResponse:
    """Everybody's first page."""
    return redirect(HOMES.get(request.user.role, "accounts:profile"))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the screens, signed in or not, and stay on the page."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        request.session[SESSION_KEY] = chosen
        if request.user.is_authenticated:
            choose_screen(request.user, language=chosen)
    return redirect(page_to_stay_on(request))


@gate()
def profile(request: MemberRequest) -> HttpResponse:
    """Who I am here, and how I like my screens."""
    user = request.user
    chosen = {"language": user.screen_language, "uses_shortcuts": user.uses_shortcuts}
    form = ScreenForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        choose_screen(user, **form.cleaned_data)
        request.session[SESSION_KEY] = user.screen_language
        with override(user.screen_language):
            messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.is_bound else 200)


def page_to_stay_on(request: HttpRequest) -> str:
    """The form's `next` if it is an address of ours, else home."""
    page = request.POST.get("next", "")
    mine = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if mine else settings.LOGIN_REDIRECT_URL
