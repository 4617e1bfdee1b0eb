"""The telephone beside the script."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.hang_up import hang_up
from calls.commands.hold_line import hold_line
from calls.commands.mute_line import mute_line
from calls.models import Call
from calls.queries.desk import held_call, lines_of
from desk.line_words import panel_of


@require_GET
@gate(may_take_calls)
def panel(request: MemberRequest, call_id: int) -> HttpResponse:
    """Both lines as they stand."""
    call = held_call(request.user, call_id)
    return draw(request, call)


@require_POST
@gate(may_take_calls)
def end(request: MemberRequest, call_id: int) -> HttpResponse:
    """Hang up both lines."""
    call = held_call(request.user, call_id)
    hang_up(call, agent=request.user)
    return draw(request, call)


@require_POST
@gate(may_take_calls)
def mute(request: MemberRequest, call_id: int) -> HttpResponse:
    """The citizen does not hear the agent, or hears them again."""
    call = held_call(request.user, call_id)
    mute_line(call, agent=request.user, on=request.POST.get("on") == "1")
    return draw(request, call)


@require_POST
@gate(may_take_calls)
def hold(request: MemberRequest, call_id: int) -> HttpResponse:
    """The citizen waits, or is back."""
    call = held_call(request.user, call_id)
    hold_line(call, agent=request.user, on=request.POST.get("on") == "1")
    return draw(request, call)


def draw(request: MemberRequest, call: Call) -> HttpResponse:
    """The panel as a fragment."""
    lines = lines_of(call)
    return render(request, "desk/_phone.html", {"call": call, "lines": lines, "telephone": panel_of(lines)})
