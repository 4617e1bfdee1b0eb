from uuid import uuid4

import pytest

from scenarios.commands.add_repeat import add_repeat
from scenarios.commands.answer_question import answer_question
from scenarios.commands.remove_repeat import remove_repeat
from scenarios.queries import conversation
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_what_was_said_in_a_turn_counts_no_longer_and_stays_in_the_history():
    run, key = a_run(), uuid4()
    answer_question(run, path="is_them", value="yes", revision=0, by=None)
    add_repeat(run, path="people", key=key)
    answer_question(
        run, path="people/name", repeat_key=str(key), value="Dario", revision=run.revision, by=None
    )
    remove_repeat(run, path="people", key=key)
    assert not conversation(run).planned_actions()
    assert run.answers.filter(path="people/name").exists()
