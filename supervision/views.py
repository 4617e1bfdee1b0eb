"""The floor: one page in three pieces, each fetched again when its news comes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_watch_floor
from journal.refusals import NotYours
from supervision.floor_parts import agents_part, figures_part, queue_part
from workforce.commands.lower_hand import lower_hand


@require_GET
@gate(may_watch_floor)
def floor(request: MemberRequest) -> HttpResponse:
    """Everything at once."""
    user = request.user
    parts = {"agents": agents_part(user), "queue": queue_part(user), "figures": figures_part(user)}
    return render(request, "supervision/floor.html", {"region": user.home, **parts})


@require_GET
@gate(may_watch_floor)
def agents(request: MemberRequest) -> HttpResponse:
    """Every agent with state and clock."""
    return HttpResponse(agents_part(request.user))


@require_GET
@gate(may_watch_floor)
def queue(request: MemberRequest) -> HttpResponse:
    """What waits, by campaign."""
    return HttpResponse(queue_part(request.user))


@require_GET
@gate(may_watch_floor)
def figures(request: MemberRequest) -> HttpResponse:
    """Today's figures."""
    return HttpResponse(figures_part(request.user))


@require_POST
@gate(may_watch_floor)
def answer_hand(request: MemberRequest, agent_id: int) -> HttpResponse:
    """The supervisor has answered an agent's raised hand."""
    agent = request.user.home.users.filter(pk=agent_id).first()
    if agent is None:
        raise NotYours
    lower_hand(agent, by=request.user)
    return HttpResponse(agents_part(request.user, is_changed=True))
