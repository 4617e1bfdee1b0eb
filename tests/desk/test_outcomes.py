"""The ending that is suggested fits what the lines and the script say."""

import pytest

from calls.models import Attempt
from calls.states import Outcome
from tests.desk.scene import address, at, given_before, run_of, wrapping_up

pytestmark = pytest.mark.django_db


def suggested(agent):
    shown = at(agent).get(address("stage"))
    return [choice.code for choice in shown.context["dispositions"] if choice.is_suggested]


def test_a_complete_script_suggests_that_the_call_is_done():
    agent, call = wrapping_up()
    given_before(run_of(call), 0)
    at(agent).post(address("answer", call), {"path": "age", "value": "40", "revision": "1"})
    assert suggested(agent) == ["completed"]


def test_a_script_that_is_not_complete_suggests_no_completion():
    agent, call = wrapping_up()
    given_before(run_of(call), 0)
    assert suggested(agent) == []


def test_what_the_script_names_is_suggested():
    agent, call = wrapping_up()
    at(agent).post(address("answer", call), {"path": "is_them", "value": "no", "revision": "0"})
    assert suggested(agent) == ["field"]


def test_what_the_lines_say_comes_first():
    agent, call = wrapping_up()
    at(agent).post(address("answer", call), {"path": "is_them", "value": "no", "revision": "0"})
    Attempt.objects.update(answered_at=None, hint=Outcome.BUSY)
    assert suggested(agent) == ["busy"]
