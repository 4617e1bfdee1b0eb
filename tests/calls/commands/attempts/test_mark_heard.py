import pytest
from django.utils import timezone

from calls.commands.attempts.mark_heard import mark_heard
from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.models import Attempt
from calls.states import Outcome
from tests.telephony.company import dialling_attempt, leg_of, talking_attempt

pytestmark = pytest.mark.django_db


def heard_at(attempt):
    return leg_of(attempt, "citizen").heard_at


def test_somebody_is_heard_once():
    attempt = talking_attempt()
    mark_heard(attempt.call)
    first = heard_at(attempt)
    mark_heard(attempt.call)
    assert first is not None
    assert heard_at(attempt) == first


def test_nobody_is_heard_while_it_rings():
    attempt = dialling_attempt()
    mark_heard(attempt.call)
    assert heard_at(attempt) is None


def test_nobody_is_heard_in_an_attempt_that_is_over():
    attempt = talking_attempt()
    start_wrap_up(attempt)
    Attempt.objects.filter(pk=attempt.pk).update(ended_at=timezone.now(), outcome=Outcome.REACHED)
    mark_heard(attempt.call)
    assert heard_at(attempt) is None
