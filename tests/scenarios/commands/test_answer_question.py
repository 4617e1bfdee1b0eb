from contextlib import suppress

import pytest
from django.db import connection

from scenarios.commands.answer_question import answer_question
from scenarios.models import Answer, Run
from scenarios.refusals import AnswerIsStale, RunHasMovedOn
from scenarios.states import RunState
from tests.at_once import at_once
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return a_run()


def answer(run, path, value, **more):
    return answer_question(run, path=path, value=value, by=None, **{"revision": run.revision} | more)


def test_an_answer_is_added_to_the_history(run):
    answer(run, "is_them", "yes")
    answer(run, "age", "41")
    answer(run, "age", "42")
    assert [(a.path, a.value) for a in run.answers.all()] == [
        ("is_them", "yes"),
        ("age", "41"),
        ("age", "42"),
    ]


def test_a_refused_answer_changes_nothing_and_says_why(run):
    answer(run, "is_them", "yes")
    outcome = answer(run, "age", "300")
    assert not outcome.is_accepted
    assert run.answers.count() == 1
    assert Run.objects.get().revision == 1


def test_an_answer_sent_twice_counts_once(run):
    answer(run, "is_them", "yes", revision=0)
    answer(run, "is_them", "yes", revision=0)
    assert run.answers.count() == 1


def test_two_windows_may_answer_different_questions(run):
    answer(run, "is_them", "yes", revision=0)
    answer(run, "age", "41", revision=0)
    assert run.answers.count() == 2


def test_a_window_that_has_not_seen_the_newest_answer_is_told_so(run):
    answer(run, "is_them", "yes", revision=0)
    answer(run, "age", "41", revision=1)
    with pytest.raises(AnswerIsStale):
        answer(run, "age", "42", revision=1)


def test_nothing_can_be_answered_once_the_run_is_closed(run):
    run.move_to(RunState.BROKEN_OFF)
    with pytest.raises(RunHasMovedOn):
        answer(run, "is_them", "yes")


def test_an_answer_lies_sealed_in_the_database(run):
    answer(run, "is_them", "yes")
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM scenarios_answer")
        assert b"yes" not in bytes(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_lose_no_answer():
    run = a_run()
    answer(run, "is_them", "yes")

    def give(n):
        with suppress(AnswerIsStale):
            answer_question(Run.objects.get(pk=run.pk), path="age", value=str(20 + n), revision=1, by=None)

    at_once(give, range(8))
    revisions = list(Answer.objects.filter(run=run).values_list("revision", flat=True))
    assert revisions == [1, 2]
