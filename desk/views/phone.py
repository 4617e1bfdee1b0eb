"""The telephone beside the script."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.attempts.hang_up import hang_up
from calls.commands.attempts.hold_citizen import hold_citizen
from calls.commands.attempts.mute_agent import mute_agent
from calls.models import Call
from calls.queries.desk import held_call, legs_of
from desk.line_words import panel_of


@require_GET
@gate(may_take_calls)
def panel(request: MemberRequest, call_id: int) -> HttpResponse:
    """Both legs as they stand."""
    call = held_call(request.user, call_id)
    return draw(request, call)


@require_POST
@gate(may_take_calls)
def end(request: MemberRequest, call_id: int) -> HttpResponse:
    """Hang up both legs."""
    call = held_call(request.user, call_id)
    hang_up(call, agent=request.user)
    return draw(request, call)


@require_POST
@gate(may_take_calls)
def mute(request: MemberRequest, call_id: int) -> HttpResponse:
    """The citizen does not hear the agent, or hears them again."""
    call = held_call(request.user, call_id)
    mute_agent(call, agent=request.user, on=request.POST.get("on") == "1")
    return draw(request, call)


@require_POST
@gate(may_take_calls)
def hold(request: MemberRequest, call_id: int) -> HttpResponse:
    """The citizen waits, or is back."""
    call = held_call(request.user, call_id)
    hold_citizen(call, agent=request.user, on=request.POST.get("on") == "1")
    return draw(request, call)


def draw(request: MemberRequest, call: Call) -> HttpResponse:
    """The panel as a fragment."""
    legs = legs_of(call)
    return render(request, "desk/_phone.html", {"call": call, "legs": legs, "telephone": panel_of(legs)})
