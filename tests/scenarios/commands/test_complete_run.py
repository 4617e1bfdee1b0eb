from functools import wraps
from inspect import signature
from uuid import uuid4

import pytest
from django.db import transaction

from config import actions
from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from scenarios.commands.break_off_run import break_off_run
from scenarios.commands.complete_run import complete_run
from scenarios.commands.remove_repeat import remove_repeat
from scenarios.commands.resume_run import resume_run
from scenarios.models import ActionInvocation, Run
from scenarios.refusals import CoreWasNotReached, RunHasMovedOn, RunIsIncomplete
from scenarios.states import RunState
from tests.factories.accounts import agent
from tests.factories.scenarios import run as a_run
from tracing.commands.name_contact import name_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(monkeypatch):
    """What would have been asked of the real command, which takes nothing that its signature does not name."""
    calls = []

    @wraps(name_contact)
    def note(**arguments):
        signature(name_contact).bind(**arguments)
        calls.append(arguments)

    monkeypatch.setitem(actions.ACTIONS, "name_contact", note)
    return calls


@pytest.fixture
def told():
    """A run in which one person was named."""
    run, key = a_run(), uuid4()
    answer(run, "is_them", "yes")
    answer(run, "age", "41")
    add_repeat(run, path="people", key=key)
    for path, value in (
        ("people/name", "Dario"),
        ("people/phone", "0470000001"),
        ("people/seen", "2026-11-20"),
    ):
        answer(run, path, value, repeat_key=str(key))
    return run


def answer(run, path, value, **more):
    outcome = answer_question(run, path=path, value=value, revision=run.revision, by=None, **more)
    assert outcome.is_accepted, outcome.errors


def test_completing_a_run_does_what_the_script_asks_for(told, named):
    somebody = agent()
    complete_run(told, by=somebody)
    assert [(call["first_name"], call["phone"], call["run"], call["by"]) for call in named] == [
        ("Dario", "0470000001", told, somebody)
    ]
    assert Run.objects.get().state == RunState.COMPLETED
    assert ActionInvocation.objects.count() == 1


def test_a_run_with_questions_left_cannot_be_completed(named):
    run = a_run()
    answer(run, "is_them", "yes")
    with pytest.raises(RunIsIncomplete, match="1 answer is missing or no longer fits: How old are you"):
        complete_run(run, by=agent())
    assert not named


def test_somebody_else_answered_and_that_completes_nothing(named):
    run = a_run()
    answer(run, "is_them", "no")
    with pytest.raises(CoreWasNotReached), transaction.atomic():
        complete_run(run, by=agent())
    assert Run.objects.get().state == RunState.OPEN
    assert not named


def test_a_second_click_does_nothing_twice(told, named):
    complete_run(told, by=agent())
    with pytest.raises(RunHasMovedOn), transaction.atomic():
        complete_run(Run.objects.get(), by=agent())
    assert len(named) == 1


def test_when_one_action_fails_nothing_is_done(told, monkeypatch):
    def refuse(**arguments):
        raise RunIsIncomplete

    monkeypatch.setitem(actions.ACTIONS, "name_contact", refuse)
    with pytest.raises(RunIsIncomplete), transaction.atomic():
        complete_run(told, by=agent())
    assert Run.objects.get().state == RunState.OPEN
    assert not ActionInvocation.objects.exists()


def test_whoever_was_named_before_it_broke_off_is_warned_and_not_named_twice(told, named):
    add_repeat(told, path="people", key=uuid4())
    break_off_run(told, by=agent())
    assert [call["first_name"] for call in named] == ["Dario"]
    resume_run(told)
    told.refresh_from_db()
    remove_repeat(told, path="people", key=told.repeats.last().key)
    answer(told, "is_them", "yes")
    complete_run(told, by=agent())
    assert len(named) == 1


def test_what_was_corrected_since_is_done_once_more(told, named):
    break_off_run(told, by=agent())
    resume_run(told)
    told.refresh_from_db()
    answer(told, "is_them", "yes")
    answer(told, "people/phone", "0470000002", repeat_key=str(told.repeats.get().key))
    complete_run(told, by=agent())
    assert [call["phone"] for call in named] == ["0470000001", "0470000002"]
    assert ActionInvocation.objects.count() == 1


def test_nobody_is_named_by_somebody_who_is_not_the_right_person(told, named):
    answer(told, "is_them", "no")
    break_off_run(told, by=agent())
    assert not named


def test_what_is_refused_when_it_breaks_off_waits_for_the_next_attempt(told, monkeypatch):
    def refuse(*, run, by, first_name, phone, last_exposure_on, risk):
        raise RunIsIncomplete

    monkeypatch.setitem(actions.ACTIONS, "name_contact", refuse)
    break_off_run(told, by=agent())
    assert told.state == RunState.BROKEN_OFF
    assert not ActionInvocation.objects.exists()
