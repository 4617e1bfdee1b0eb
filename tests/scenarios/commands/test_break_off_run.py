import pytest

from scenarios.commands.break_off_run import break_off_run
from scenarios.states import RunState
from tests.factories.accounts import agent
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_a_run_that_broke_off_keeps_that_and_breaking_off_twice_is_harmless():
    run = a_run()
    break_off_run(run, by=agent())
    break_off_run(run, by=agent())
    assert run.state == RunState.BROKEN_OFF
    assert run.ended_at
