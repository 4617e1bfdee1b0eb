"""After the conversation: how it ended, and on to the next."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.queries.desk import held_call
from calls.rules.local_time import local_moment
from desk.views.stage import show_stage
from workforce.queries import pause_reason


@require_POST
@gate(may_take_calls)
def finish(request: MemberRequest, call_id: int) -> HttpResponse:
    """Save the disposition and notes; the next call is offered unless the agent asked for a pause."""
    call = held_call(request.user, call_id)
    wants_pause = "pause_after" in request.POST
    wrap_up_call(
        call,
        agent=request.user,
        disposition=request.POST.get("disposition", ""),
        notes=request.POST.get("notes"),  # a form without the field says nothing about them
        call_back_at=local_moment(
            request.POST.get("call_back_on", ""),
            request.POST.get("call_back_time", ""),
            call.region.time_zone,
        ),
        pause_after=pause_reason(request.user, request.POST.get("pause_reason", "")) if wants_pause else None,
    )
    return show_stage(request)
