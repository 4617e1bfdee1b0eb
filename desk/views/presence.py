"""The agent's own state: ready, paused, off, heartbeat, raised hand."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.agents.go_ready import go_ready
from calls.commands.agents.pause import pause
from calls.commands.agents.sign_off import sign_off
from desk.views.stage import show_stage, show_status
from workforce.commands.choose_own_phone import choose_own_phone
from workforce.commands.keep_alive import keep_alive
from workforce.commands.lower_hand import lower_hand
from workforce.commands.raise_hand import raise_hand
from workforce.queries import pause_reason


@require_POST
@gate(may_take_calls)
def ready(request: MemberRequest) -> HttpResponse:
    """Free for the next call."""
    go_ready(request.user)
    return show_stage(request)


@require_POST
@gate(may_take_calls)
def take_pause(request: MemberRequest) -> HttpResponse:
    """No calls for a while, for a reason."""
    pause(request.user, reason=pause_reason(request.user, request.POST.get("reason", "")))
    return show_stage(request)


@require_POST
@gate(may_take_calls)
def leave(request: MemberRequest) -> HttpResponse:
    """The end of the shift."""
    sign_off(request.user, by=request.user)
    return show_stage(request)


@require_POST
@gate(may_take_calls)
def choose_telephone(request: MemberRequest) -> HttpResponse:
    """Where the agent talks: in the browser, or on a telephone of their own."""
    choose_own_phone(request.user, phone=request.POST.get("phone", ""), country=request.user.home.country)
    return show_stage(request)


@require_POST
@gate(may_take_calls)
def alive(request: MemberRequest) -> HttpResponse:
    """The screen is still there."""
    keep_alive(request.user)
    return HttpResponse(status=204)


@require_POST
@gate(may_take_calls)
def hand_up(request: MemberRequest) -> HttpResponse:
    """Ask a supervisor for help."""
    raise_hand(request.user)
    return show_status(request)


@require_POST
@gate(may_take_calls)
def hand_down(request: MemberRequest) -> HttpResponse:
    """The question is answered."""
    lower_hand(request.user, by=request.user)
    return show_status(request)
