"""The page, and the pieces of it that are fetched again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.queries.day import agent_day
from calls.queries.desk import dispositions_for, earlier_attempts, legs_of
from calls.rules.notes import LONGEST_NOTES
from calls.rules.promises import days_to_promise
from desk.line_words import panel_of
from desk.outcomes import suggested
from desk.script_page import script_page
from desk.stages import Stage, glance_at, stage_key, stage_of, status_key
from journal.record import record_view
from scenarios.queries import conversation
from workforce.commands.sign_on import sign_on
from workforce.queries import pause_reasons


@require_GET
@gate(may_take_calls)
def desk(request: MemberRequest) -> HttpResponse:
    """The agent's screen, whole."""
    sign_on(request.user)
    return render(request, "desk/desk.html", context(request, stage_of(request.user, timezone.now())))


@require_GET
@gate(may_take_calls)
def stage(request: MemberRequest) -> HttpResponse:
    """The stage, if it is not the one the page already shows (`shown`): a nudge never disturbs typing."""
    shown = request.GET.get("shown")
    if shown and shown == stage_key(glance_at(request.user)):
        return HttpResponse(status=204)
    return show_stage(request)


@require_GET
@gate(may_take_calls)
def status(request: MemberRequest) -> HttpResponse:
    """The status bar: state, clocks, figures of the day; nothing, if the page shows it as it is (`shown`)."""
    shown = request.GET.get("shown")
    if shown and shown == status_key(glance_at(request.user), timezone.now()):
        return HttpResponse(status=204)
    return show_status(request)


def show_status(request: MemberRequest) -> HttpResponse:
    """The status bar as it is now; also the answer to a click that changes nothing but the bar."""
    return render(
        request, "desk/_statusbar.html", agents_own(request, stage_of(request.user, timezone.now()))
    )


def show_stage(request: MemberRequest) -> HttpResponse:
    """The answer to every click that moves the agent: the stage they are on now, and the status bar."""
    return draw(request, stage_of(request.user, timezone.now()))


def draw(request: MemberRequest, stage: Stage) -> HttpResponse:
    """The stage as a fragment; the status bar hears of it and fetches itself."""
    answer = render(request, "desk/_stage.html", context(request, stage))
    answer["HX-Trigger"] = "desk.moved"
    return answer


def agents_own(request: MemberRequest, stage: Stage) -> dict[str, Any]:
    """What is shown of the agent; nothing of a citizen but how long the call is owed."""
    known: dict[str, Any] = {
        "stage": stage,
        "doing": stage.doing,
        "presence": stage.doing.presence,
        "call": stage.call,
        **stage.more,
    }
    known["status_key"] = status_key(stage.doing, timezone.now())
    known.setdefault("day", agent_day(request.user, timezone.now()))
    known.setdefault("pause_reasons", pause_reasons(request.user))
    return known


def context(request: MemberRequest, stage: Stage) -> dict[str, Any]:
    """What the templates of the desk need. Showing a person is written in the journal."""
    known = agents_own(request, stage)
    known |= {"interview": stage.interview, "attempt": stage.attempt}
    known |= {"spoken_language": stage.spoken_language, "longest_notes": LONGEST_NOTES}
    if stage.interview:
        person, page = stage.interview.person, f"desk.{stage.name}"
        record_view(by=request.user, person=person.key, region_id=person.region_id, page=page)
    run = stage.interview.run if stage.interview else None
    if stage.call and run and stage.attempt:
        known["page"] = script_page(run, conversation(run), number=run.step)
        legs = legs_of(stage.call)
        known |= {"legs": legs, "telephone": panel_of(legs)}
        known["earlier"] = earlier_attempts(stage.call, stage.attempt)
        known["dispositions"] = suggested(dispositions_for(stage.call, stage.attempt), known["page"])
        known["call_back_days"] = days_to_promise(timezone.now(), stage.call.region.time_zone)
    return known
