from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.move_call import move_call
from calls.events import CallAccepted, CallClosed, CallReturned
from calls.refusals import CallHasMovedOn
from calls.states import CallState
from journal.models import Entry
from tests.factories.calls import call_in_wrap_up, offered_call

pytestmark = pytest.mark.django_db


def test_whoever_holds_the_call_is_at_work_in_its_state_from_then_on():
    call, now = offered_call(), timezone.now() + timedelta(seconds=3)
    agent = call.held_by
    move_call(call, CallState.DIALLING, CallAccepted, by=agent, facts={"attempt_id": 7}, now=now)
    assert (call.state, call.state_since) == (CallState.DIALLING, now)
    running, before = agent.time_in_states.all()[:2]
    assert (running.state, running.began_at, before.ended_at) == ("dialling", now, now)


def test_it_is_announced_with_who_did_it_and_who_held_it():
    call = offered_call()
    agent = call.held_by
    move_call(call, CallState.QUEUED, CallReturned, by=agent, held_by=None)
    entry = Entry.objects.get(name="calls.call_returned")
    assert (entry.actor, entry.facts["agent_id"]) == (agent, agent.pk)


def test_a_move_that_the_table_forbids_changes_nothing_and_is_not_announced():
    call = call_in_wrap_up()
    with pytest.raises(CallHasMovedOn):
        move_call(call, CallState.DIALLING, CallAccepted, facts={"attempt_id": 7})
    assert not Entry.objects.exists()
    assert call.held_by.time_in_states.get(ended_at=None).state == "wrap_up"


def test_who_lets_go_of_it_is_counted_by_what_they_do_next():
    call = call_in_wrap_up()
    agent = call.held_by
    move_call(call, CallState.DONE, CallClosed, held_by=None)
    assert agent.time_in_states.get(ended_at=None).state == "wrap_up"
