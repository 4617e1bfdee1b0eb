"""What must always be true of attempts and promises is found when it is broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from calls.models import Attempt, Call
from calls.rules.promises import FURTHEST_PROMISE
from calls.rules.ranking import rank_of
from config.invariants import violations
from telephony.states import LegState
from tests.factories.calls import waiting_call
from tests.telephony.company import dialling_attempt

pytestmark = pytest.mark.django_db


def broken():
    return [violation.invariant for violation in violations()]


@pytest.mark.parametrize(
    ("facts", "is_counted"),
    [
        ({}, False),
        ({"state": LegState.FAILED, "fault": "lost"}, False),
        ({"state": LegState.FAILED, "fault": "refuses_us"}, False),
        ({"state": LegState.CANCELLED}, False),
        ({"state": LegState.FAILED, "fault": "wrong_number"}, True),
        ({"state": LegState.BUSY}, True),
        ({"state": LegState.CANCELLED, "ringing_at": timezone.now()}, True),
    ],
)
def test_an_attempt_is_not_counted_that_rang_nobody(facts, is_counted):
    attempt = dialling_attempt()
    attempt.legs.filter(role="citizen").update(**facts)
    Attempt.objects.update(is_counted=True)
    assert broken() == ([] if is_counted else ["no attempt counted that rang nobody"])


@pytest.mark.parametrize("ahead", [FURTHEST_PROMISE, FURTHEST_PROMISE + timedelta(minutes=1)])
def test_a_promise_lies_within_a_fortnight(ahead):
    hour = timezone.now() + ahead
    waiting_call(due_at=hour, promised_for=hour, rank=rank_of(hour, 0, hour))
    is_too_far = ahead > FURTHEST_PROMISE
    assert broken() == (["no call-back is promised further ahead than 14 days"] if is_too_far else [])


def test_no_call_that_was_not_promised_goes_before_one_that_was():
    hour = timezone.now()
    waiting_call(promised_for=hour, rank=rank_of(hour, 0, hour))
    ordinary = waiting_call()
    assert broken() == []
    with pytest.raises(Exception, match="promised_calls_come_first"):
        Call.objects.filter(pk=ordinary.pk).update(rank=rank_of(hour, 0, hour) - 1)
