"""The script: turning pages, answering, naming one more contact, changing the spoken language."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.queries.desk import held_call
from desk.forms import Answer, Page, Turn, read
from desk.script_page import script_page
from desk.stages import run_on_desk
from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from scenarios.commands.remove_repeat import remove_repeat
from scenarios.commands.speak_language import speak_language
from scenarios.commands.turn_page import turn_page
from scenarios.models import Run
from scenarios.xlsform import Outcome


def run_of(request: MemberRequest, call_id: int) -> Run:
    """The run of the call on this agent's screen; no other can be reached."""
    return run_on_desk(held_call(request.user, call_id))


@require_POST
@gate(may_take_calls)
def page(request: MemberRequest, call_id: int) -> HttpResponse:
    """Another page of the script."""
    run = run_of(request, call_id)
    turn_page(run, to=read(Page, request.POST)["page"])
    return draw(request, call_id, run)


@require_POST
@gate(may_take_calls)
def answer(request: MemberRequest, call_id: int) -> HttpResponse:
    """One answer. The fragment shows the page as the answer has changed it, or why it was refused."""
    run = run_of(request, call_id)
    value = " ".join(request.POST.getlist("value"))
    outcome = answer_question(run, value=value, by=request.user, **read(Answer, request.POST))
    return draw(request, call_id, run, outcome)


@require_POST
@gate(may_take_calls)
def language(request: MemberRequest, call_id: int) -> HttpResponse:
    """Go on in another language; answers stay."""
    run = run_of(request, call_id)
    speak_language(run, language=request.POST.get("language", ""))
    return draw(request, call_id, run)


@require_POST
@gate(may_take_calls)
def add_turn(request: MemberRequest, call_id: int) -> HttpResponse:
    """One more contact, for instance."""
    run = run_of(request, call_id)
    outcome = add_repeat(run, **read(Turn, request.POST))
    return draw(request, call_id, run, outcome)


@require_POST
@gate(may_take_calls)
def remove_turn(request: MemberRequest, call_id: int) -> HttpResponse:
    """Take a turn back."""
    run = run_of(request, call_id)
    remove_repeat(run, **read(Turn, request.POST))
    return draw(request, call_id, run)


def draw(request: MemberRequest, call_id: int, run: Run, outcome: Outcome | None = None) -> HttpResponse:
    """The script panel; with status 422 when an answer was refused."""
    errors = {(error.path, error.repeat_key): error for error in outcome.errors} if outcome else {}
    page = script_page(run, number=run.step, errors=errors)
    context = {"page": page, "call_id": call_id, "oob": True}
    return render(request, "desk/_script_and_contacts.html", context, status=422 if errors else 200)
