"""The script: turning pages, answering, naming one more contact, changing the spoken language."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.mark_heard import mark_heard
from calls.models import Call
from calls.queries.desk import dispositions_for, held_call, was_heard
from calls.states import CallState
from desk.forms import Answer, Page, Turn, read
from desk.outcomes import suggested
from desk.script_page import script_page
from desk.stages import run_on_desk
from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from scenarios.commands.remove_repeat import remove_repeat
from scenarios.commands.speak_language import speak_language
from scenarios.commands.turn_page import turn_page
from scenarios.models import Run
from scenarios.xlsform import Effect


def on_desk(request: MemberRequest, call_id: int) -> tuple[Call, Run]:
    """The call on this agent's screen, and the run that goes with it; no other can be reached."""
    call = held_call(request.user, call_id)
    return call, run_on_desk(call)


@require_POST
@gate(may_take_calls)
def page(request: MemberRequest, call_id: int) -> HttpResponse:
    """Another page of the script, or a question on it that still needs an answer."""
    call, run = on_desk(request, call_id)
    asked = read(Page, request.POST)
    turn_page(run, to=asked["page"])
    return draw(request, call, run, focus=asked["focus"])


@require_POST
@gate(may_take_calls)
def answer(request: MemberRequest, call_id: int) -> HttpResponse:
    """One answer. The fragment shows the page as the answer has changed it, or why it was refused.

    Somebody has spoken: from now on the agent, not the telephone company, knows that it is no machine.
    """
    call, run = on_desk(request, call_id)
    value = " ".join(request.POST.getlist("value"))
    effect = answer_question(run, value=value, by=request.user, **read(Answer, request.POST))
    if value and effect.is_accepted and not was_heard(call):
        mark_heard(call)
    return draw(request, call, run, effect)


@require_POST
@gate(may_take_calls)
def language(request: MemberRequest, call_id: int) -> HttpResponse:
    """Go on in another language; answers stay."""
    call, run = on_desk(request, call_id)
    speak_language(run, language=request.POST.get("language", ""))
    return draw(request, call, run)


@require_POST
@gate(may_take_calls)
def add_turn(request: MemberRequest, call_id: int) -> HttpResponse:
    """One more contact, for instance."""
    call, run = on_desk(request, call_id)
    turn = read(Turn, request.POST)
    effect = add_repeat(run, **turn)
    return draw(request, call, run, effect, focus=str(turn["key"]))


@require_POST
@gate(may_take_calls)
def remove_turn(request: MemberRequest, call_id: int) -> HttpResponse:
    """Take a turn back."""
    call, run = on_desk(request, call_id)
    remove_repeat(run, **read(Turn, request.POST))
    return draw(request, call, run)


def draw(
    request: MemberRequest, call: Call, run: Run, effect: Effect | None = None, *, focus: str = ""
) -> HttpResponse:
    """The script panel, and what it changes beside it; with status 422 when an answer was refused."""
    errors = {(error.path, error.repeat_key): error for error in effect.errors} if effect else {}
    page = script_page(run, number=run.step, errors=errors, focus=focus)
    context: dict[str, Any] = {"page": page, "call_id": call.pk, "oob": True}
    if call.state == CallState.WRAP_UP:
        attempt = call.attempts.latest("number")
        context |= {"is_wrapping_up": True, "dispositions": suggested(dispositions_for(call, attempt), page)}
    return render(request, "desk/_script_and_contacts.html", context, status=422 if errors else 200)
