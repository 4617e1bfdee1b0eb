import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from calls.commands.attempts.count_attempt import count_attempt
from calls.commands.attempts.end_attempt import end_attempt
from calls.commands.attempts.hang_up import hang_up
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.models import Attempt, Call
from calls.states import Outcome
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.states import Fault, LegState
from tests.telephony.company import leg_of, news_of, submitted_attempt

pytestmark = pytest.mark.django_db


def tell(attempt, state, **facts):
    apply_leg_news(news_of(attempt, "citizen", state, **facts))
    attempt.refresh_from_db()


def attempts_made(attempt):
    return Call.objects.get(pk=attempt.call_id).attempts_made


@pytest.fixture
def attempt():
    attempt = submitted_attempt()
    apply_leg_news(news_of(attempt, "agent", LegState.ANSWERED))
    Call.objects.filter(pk=attempt.call_id).update(attempts_made=0)
    return attempt


@pytest.mark.parametrize(
    ("state", "facts"),
    [
        (LegState.RINGING, {}),
        (LegState.ANSWERED, {}),
        (LegState.COMPLETED, {"seconds": 3}),
        (LegState.BUSY, {}),
        (LegState.NO_ANSWER, {}),
        (LegState.FAILED, {"fault": Fault.WRONG_NUMBER}),
        (LegState.FAILED, {"fault": Fault.WRONG_NUMBER, "ref": ""}),
        (LegState.FAILED, {"fault": Fault.UNAVAILABLE}),
    ],
)
def test_what_reached_the_persons_line_or_found_none_counts(attempt, state, facts):
    tell(attempt, state, **facts)
    assert attempt.is_counted
    assert attempts_made(attempt) == 0  # the call counts it when it ends: until then it is "attempt 1"


@pytest.mark.parametrize("state", [LegState.DIALLING, LegState.CANCELLED])
def test_an_agent_who_hangs_up_before_it_rang_wraps_up_an_attempt_that_does_not_count(attempt, state):
    hang_up(attempt.call, agent=attempt.agent)
    tell(attempt, state)
    wrap_up_call(attempt.call, agent=attempt.agent, disposition="no_answer")
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.is_counted) == (Outcome.NO_ANSWER, False)
    assert attempts_made(attempt) == 0


def test_a_ring_that_is_heard_of_after_the_wrap_up_is_counted_once(attempt):
    hang_up(attempt.call, agent=attempt.agent)
    wrap_up_call(attempt.call, agent=attempt.agent, disposition="no_answer")
    tell(attempt, LegState.RINGING)
    tell(attempt, LegState.RINGING)
    assert (attempt.is_counted, attempts_made(attempt)) == (True, 1)


def test_a_ring_that_is_heard_of_during_the_wrap_up_is_counted(attempt, monkeypatch):
    def after_a_ring(*args, **kwargs):
        tell(Attempt.objects.get(pk=attempt.pk), LegState.RINGING)
        return end_attempt(*args, **kwargs)

    monkeypatch.setattr("calls.commands.attempts.wrap_up_call.end_attempt", after_a_ring)
    hang_up(attempt.call, agent=attempt.agent)
    wrap_up_call(attempt.call, agent=attempt.agent, disposition="no_answer")
    attempt.refresh_from_db()
    assert (attempt.is_counted, attempts_made(attempt)) == (True, 1)


def test_what_ended_as_our_own_failure_never_counts(attempt):
    tell(attempt, LegState.DIALLING)
    tell(attempt, LegState.FAILED, error_code="21408")
    tell(attempt, LegState.RINGING)
    tell(attempt, None, is_machine=True)
    count_attempt(attempt, leg_of(attempt, "citizen"))
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.is_counted, attempt.answered_at) == (Outcome.NOT_PLACED, False, None)
    assert attempts_made(attempt) == 0


def test_the_database_counts_no_failure_of_our_own(attempt):
    ended = {"ended_at": timezone.now(), "outcome": Outcome.NOT_PLACED, "is_counted": True}
    with pytest.raises(IntegrityError, match="what_we_did_not_place_does_not_count"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(**ended)
