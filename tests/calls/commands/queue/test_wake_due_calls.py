from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.queue import wake_due_calls as module
from calls.commands.queue.wake_due_calls import wake_due_calls
from calls.states import CallState
from journal.models import Entry
from tests.factories.calls import campaign, waiting_call

pytestmark = pytest.mark.django_db


def test_a_call_whose_time_has_come_is_queued():
    call = waiting_call()
    assert wake_due_calls() == 0
    assert wake_due_calls(now=timezone.now() + timedelta(hours=2)) == 1
    call.refresh_from_db()
    assert call.state == CallState.QUEUED
    assert Entry.objects.get(name="calls.call_queued").facts["call_id"] == call.pk


def test_more_than_one_batch_is_woken(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 2)
    where = campaign()
    for _ in range(5):
        waiting_call(where, due_at=timezone.now() - timedelta(minutes=1))
    assert wake_due_calls() == 5
