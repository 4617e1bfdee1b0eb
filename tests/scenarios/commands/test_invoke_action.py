"""What a script asks for is done once for what was said."""

import pytest

from config import actions
from scenarios.commands.invoke_action import invoke_action
from scenarios.models import ActionInvocation
from scenarios.xlsform import ActionCall
from tests.factories.accounts import agent
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    calls = []
    monkeypatch.setitem(actions.ACTIONS, "record_onset", lambda *, run, by, date: calls.append(date))
    return calls


def test_the_same_twice_is_done_once_and_what_changed_once_more(done):
    run, by = a_run(), agent()
    for day in ("2026-11-20", "2026-11-20", "2026-11-21", ""):
        invoke_action(ActionCall("record_onset", {"date": day}, "onset", ""), run=run, by=by)
    assert done == ["2026-11-20", "2026-11-21", ""]
    assert ActionInvocation.objects.count() == 1


def test_what_was_said_is_kept_as_a_keyed_hash_only(done):
    run = a_run()
    invoke_action(ActionCall("record_onset", {"date": "2026-11-20"}, "onset", ""), run=run, by=agent())
    assert len(bytes(ActionInvocation.objects.get().said)) == 16
