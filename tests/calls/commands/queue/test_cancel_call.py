import pytest

from calls.commands.queue.cancel_call import cancel_call
from calls.queries.at_work import doing
from calls.refusals import CallHasMovedOn
from calls.states import CallState
from journal.models import Entry
from tests.factories.calls import call_in_wrap_up, offered_call, queued_call, waiting_call
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("owed", [queued_call, waiting_call])
def test_a_call_that_was_not_begun_can_be_cancelled(owed):
    call = cancel_call(owed())
    assert call.state == CallState.CANCELLED
    assert call.closed_at is not None
    assert Entry.objects.get(name="calls.call_cancelled").facts["call_id"] == call.pk


def test_who_is_offered_it_becomes_ready():
    call = offered_call()
    assert cancel_call(call).held_by is None
    assert doing(call.held_by).state == AgentState.READY


def test_a_call_under_way_cannot_be_cancelled():
    call = call_in_wrap_up()
    with pytest.raises(CallHasMovedOn):
        cancel_call(call)
