import pytest

from scenarios.commands.answer_question import answer_question
from scenarios.commands.break_off_run import break_off_run
from scenarios.commands.resume_run import resume_run
from scenarios.commands.turn_page import turn_page
from scenarios.queries import conversation
from tests.factories.accounts import agent
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_who_is_on_the_line_is_asked_again_from_the_first_page_on():
    run = a_run()
    answer_question(run, path="is_them", value="yes", revision=0, by=None)
    answer_question(run, path="age", value="41", revision=1, by=None)
    turn_page(run, to=2)
    break_off_run(run, by=agent())
    resume_run(run)
    run.refresh_from_db()
    state = conversation(run)
    assert (run.step, state.is_identity_confirmed, state.value("age")) == (0, False, "")
    assert [step.key for step in state.steps()] == ["is_them"]
    assert answer_question(run, path="is_them", value="yes", revision=run.revision, by=None).is_accepted
    assert conversation(run).value("age") == "41"
