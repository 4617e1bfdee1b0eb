import pytest
from django.utils import timezone

from calls.commands.attempts.end_attempt import end_attempt
from calls.models import NumberUnderWay
from calls.states import Outcome
from tests.telephony.company import dialling_attempt

pytestmark = pytest.mark.django_db


def test_it_ends_once_with_what_was_said_first():
    attempt, now = dialling_attempt(), timezone.now()
    assert end_attempt(attempt, Outcome.BUSY, now=now, hint=Outcome.BUSY)
    assert not end_attempt(attempt, Outcome.REACHED, now=timezone.now())
    assert (attempt.outcome, attempt.hint, attempt.ended_at) == (Outcome.BUSY, Outcome.BUSY, now)


def test_when_it_was_hung_up_stays():
    attempt, hung_up_at = dialling_attempt(), timezone.now()
    attempt.hung_up_at = hung_up_at
    attempt.save()
    end_attempt(attempt, Outcome.REACHED, now=timezone.now())
    assert attempt.hung_up_at == hung_up_at


def test_its_number_may_be_rung_again():
    attempt = dialling_attempt()
    assert NumberUnderWay.objects.filter(call=attempt.call).exists()
    end_attempt(attempt, Outcome.NO_ANSWER, now=timezone.now())
    assert not NumberUnderWay.objects.exists()
