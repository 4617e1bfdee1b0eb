"""Accepting an offer, and what is noted during the conversation."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.attempts.keep_notes import keep_notes
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.decline_call import decline_call
from calls.queries.desk import held_call
from desk.forms import Notes, Offer, read
from desk.views.stage import show_stage


@require_POST
@gate(may_take_calls)
def accept(request: MemberRequest, call_id: int) -> HttpResponse:
    """Take the call that was offered; the lines are placed at once."""
    call = held_call(request.user, call_id)
    accept_call(call, agent=request.user, **read(Offer, request.POST))
    return show_stage(request)


@require_POST
@gate(may_take_calls)
def decline(request: MemberRequest, call_id: int) -> HttpResponse:
    """Give the offer back to the queue."""
    decline_call(held_call(request.user, call_id), agent=request.user)
    return show_stage(request)


@require_POST
@gate(may_take_calls)
def notes(request: MemberRequest, call_id: int) -> HttpResponse:
    """What the agent types beside the script, saved while typing."""
    keep_notes(held_call(request.user, call_id), agent=request.user, **read(Notes, request.POST))
    return HttpResponse(status=204)
