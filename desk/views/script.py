"""The script: turning pages, answering, naming one more contact, changing the spoken language."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_take_calls
from calls.commands.attempts.mark_heard import mark_heard
from calls.queries.desk import dispositions_for
from calls.states import CallState
from desk.forms import Answer, Page, Turn, read
from desk.outcomes import suggested
from desk.script_page import script_page
from desk.stages import Talk, talk_on_desk
from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from scenarios.commands.remove_repeat import remove_repeat
from scenarios.commands.speak_language import speak_language
from scenarios.commands.turn_page import turn_page
from scenarios.queries import conversation
from scenarios.xlsform import AnswerError, Conversation


@require_POST
@gate(may_take_calls)
def page(request: MemberRequest, call_id: int) -> HttpResponse:
    """Another page of the script, or a question on it that still needs an answer."""
    talk = talk_on_desk(request.user, call_id)
    asked = read(Page, request.POST)
    turn_page(talk.run, to=asked["page"])
    return draw(request, talk, conversation(talk.run), focus=asked["focus"])


@require_POST
@gate(may_take_calls)
def answer(request: MemberRequest, call_id: int) -> HttpResponse:
    """One answer. The fragment shows the page as the answer has changed it, or why it was refused.

    Somebody has spoken: from now on the agent, not the telephone company, knows that it is no machine.
    """
    talk = talk_on_desk(request.user, call_id)
    value = " ".join(request.POST.getlist("value"))
    effect = answer_question(talk.run, value=value, by=request.user, **read(Answer, request.POST))
    if value and effect.is_accepted and not talk.was_heard:
        mark_heard(talk.call)
    return draw(request, talk, effect.conversation, effect.errors)


@require_POST
@gate(may_take_calls)
def language(request: MemberRequest, call_id: int) -> HttpResponse:
    """Go on in another language; answers stay."""
    talk = talk_on_desk(request.user, call_id)
    speak_language(talk.run, language=request.POST.get("language", ""))
    return draw(request, talk, conversation(talk.run))


@require_POST
@gate(may_take_calls)
def add_turn(request: MemberRequest, call_id: int) -> HttpResponse:
    """One more contact, for instance."""
    talk = talk_on_desk(request.user, call_id)
    turn = read(Turn, request.POST)
    effect = add_repeat(talk.run, **turn)
    return draw(request, talk, effect.conversation, effect.errors, focus=str(turn["key"]))


@require_POST
@gate(may_take_calls)
def remove_turn(request: MemberRequest, call_id: int) -> HttpResponse:
    """Take a turn back."""
    talk = talk_on_desk(request.user, call_id)
    remove_repeat(talk.run, **read(Turn, request.POST))
    return draw(request, talk, conversation(talk.run))


def draw(
    request: MemberRequest,
    talk: Talk,
    state: Conversation,
    refused: Sequence[AnswerError] = (),
    *,
    focus: str = "",
) -> HttpResponse:
    """The script panel, and what it changes beside it; with status 422 when an answer was refused."""
    errors = {(error.path, error.repeat_key): error for error in refused}
    page = script_page(talk.run, state, number=talk.run.step, errors=errors, focus=focus)
    context: dict[str, Any] = {"page": page, "call_id": talk.call.pk, "oob": True}
    if talk.call.state == CallState.WRAP_UP:
        attempt = talk.call.attempts.latest("number")
        context |= {
            "is_wrapping_up": True,
            "dispositions": suggested(dispositions_for(talk.call, attempt), page),
        }
    return render(request, "desk/_script_and_contacts.html", context, status=422 if errors else 200)
