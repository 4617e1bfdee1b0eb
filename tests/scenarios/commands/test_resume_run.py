import pytest

from scenarios.commands.answer_question import answer_question
from scenarios.commands.break_off_run import break_off_run
from scenarios.commands.resume_run import resume_run
from scenarios.queries import conversation
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_a_resumed_run_still_knows_what_was_answered():
    run = a_run()
    answer_question(run, path="is_them", value="yes", revision=0, by=None)
    break_off_run(run)
    resume_run(run)
    assert conversation(run).value("is_them") == "yes"
    assert answer_question(run, path="age", value="41", revision=1, by=None).is_accepted
