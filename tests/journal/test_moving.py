"""The check and the write are one statement."""

import pytest

from calls.models import Call
from calls.refusals import CallHasMovedOn
from calls.states import CallState
from tests.at_once import at_once
from tests.factories.calls import queued_call

WORKERS = 8


@pytest.mark.django_db
def test_a_row_moves_with_what_belongs_to_the_move():
    call = queued_call()
    moved = call.move_to(CallState.WAITING, last_outcome="busy")
    assert moved is call
    assert (call.state, call.last_outcome) == (CallState.WAITING, "busy")


@pytest.mark.django_db
def test_a_row_that_stands_elsewhere_is_refused_and_unchanged():
    call = queued_call()
    with pytest.raises(CallHasMovedOn):
        call.move_to(CallState.DONE, last_outcome="busy")
    call.refresh_from_db()
    assert (call.state, call.last_outcome) == (CallState.QUEUED, "")


@pytest.mark.django_db
def test_what_counts_is_the_row_and_not_what_somebody_remembers_of_it():
    call = queued_call()
    remembered = Call.objects.get(pk=call.pk)
    call.move_to(CallState.CANCELLED)
    with pytest.raises(CallHasMovedOn):
        remembered.move_to(CallState.WAITING)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_move_a_row_at_the_same_moment_one_wins():
    call = queued_call()

    def try_to_move(remembered):
        try:
            remembered.move_to(CallState.CANCELLED)
        except CallHasMovedOn:
            return False
        return True

    assert sum(at_once(try_to_move, [Call.objects.get(pk=call.pk) for _worker in range(WORKERS)])) == 1
