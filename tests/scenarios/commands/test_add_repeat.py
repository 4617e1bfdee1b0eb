from uuid import uuid4

import pytest

from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_the_same_click_sent_twice_opens_one_turn():
    run, key = a_run(), uuid4()
    answer_question(run, path="is_them", value="yes", revision=0, by=None)
    add_repeat(run, path="people", key=key)
    add_repeat(run, path="people", key=key)
    assert run.repeats.count() == 1


def test_nobody_is_named_before_identity_is_confirmed():
    run = a_run()
    assert not add_repeat(run, path="people", key=uuid4()).is_accepted


def test_a_repeat_that_the_script_does_not_have_is_refused():
    run = a_run()
    assert not add_repeat(run, path="nobody", key=uuid4()).is_accepted
    assert not run.repeats.exists()
