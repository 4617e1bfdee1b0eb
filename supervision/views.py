"""The floor: one page in three pieces, each fetched again when its news comes."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.gates import MemberRequest, gate
from accounts.models import Region
from accounts.roles import may_watch_floor
from journal.refusals import NotYours
from supervision.boards.agents import agents_on_floor, states_of
from supervision.boards.figures import figures_of, start_of_day
from supervision.boards.queue import queue_of
from workforce.commands.lower_hand import lower_hand


@require_GET
@gate(may_watch_floor)
def floor(request: MemberRequest) -> HttpResponse:
    """Everything at once."""
    now = timezone.now()
    region = request.user.home
    shown = {
        "region": region,
        **agents_shown(region, now),
        "queue": queue_of(region, now),
        "figures": figures_of(region, start_of_day(region, now)),
    }
    return render(request, "supervision/floor.html", shown)


@require_GET
@gate(may_watch_floor)
def agents(request: MemberRequest) -> HttpResponse:
    """Every agent with state and clock."""
    return agents_table(request)


@require_GET
@gate(may_watch_floor)
def queue(request: MemberRequest) -> HttpResponse:
    """What waits, by campaign."""
    return render(request, "supervision/_queue.html", {"queue": queue_of(request.user.home, timezone.now())})


@require_GET
@gate(may_watch_floor)
def figures(request: MemberRequest) -> HttpResponse:
    """Today's figures."""
    region = request.user.home
    shown = figures_of(region, start_of_day(region, timezone.now()))
    return render(request, "supervision/_figures.html", {"figures": shown})


@require_POST
@gate(may_watch_floor)
def answer_hand(request: MemberRequest, agent_id: int) -> HttpResponse:
    """The supervisor has answered an agent's raised hand."""
    agent = request.user.home.users.filter(pk=agent_id).first()
    if agent is None:
        raise NotYours
    lower_hand(agent, by=request.user)
    return agents_table(request)


def agents_table(request: MemberRequest) -> HttpResponse:
    """The agents' table as a fragment."""
    return render(request, "supervision/_agents.html", agents_shown(request.user.home, timezone.now()))


def agents_shown(region: Region, now: datetime) -> dict[str, object]:
    """Every agent of the region, and how many are in each state."""
    rows = agents_on_floor(region, now, start_of_day(region, now))
    return {"agents": rows, "states": states_of(rows)}
