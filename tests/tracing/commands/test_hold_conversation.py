"""Nobody begins or ends a conversation while we look."""

import pytest
from django.db import OperationalError, connection, transaction

from calls.models import Call
from calls.states import CallState
from tests.at_once import at_once
from tests.factories import tracing
from tracing.commands.hold_conversation import hold_conversation


def is_free(call):
    try:
        with transaction.atomic():
            return Call.objects.select_for_update(nowait=True, no_key=True).filter(pk=call.pk).exists()
    except OperationalError:
        return False
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_an_open_call_is_held_until_the_transaction_is_over():
    case = tracing.case(tracing.region("1000"))
    call = case.interviews.get().call
    with transaction.atomic():
        assert hold_conversation(call.campaign, case.person) == call
        assert at_once(is_free, [call]) == [False]
    assert at_once(is_free, [call]) == [True]


@pytest.mark.django_db
def test_a_call_that_is_over_is_none():
    case = tracing.case(tracing.region("1000"))
    call = case.interviews.get().call
    call.move_to(CallState.CANCELLED)
    assert hold_conversation(call.campaign, case.person) is None
