"""Who answered, as far as the company's news tell: a machine only in the first seconds, and in any order of news."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls.commands.attempts.hang_up import hang_up
from calls.commands.attempts.mark_heard import mark_heard
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.models import Attempt
from calls.states import CallState, Outcome
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.commands.learn_leg_facts import learn_leg_facts
from telephony.limits import MACHINE_KNOWN_WITHIN
from telephony.port import LegNews
from telephony.states import LegState
from tests.telephony.company import (
    ask_about_silent_legs,
    leg_of,
    news_of,
    open_company,
    submitted_attempt,
    talking_attempt,
)

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)
MACHINE = {"is_machine": True}


def tell(attempt: Attempt, state: LegState | None, **facts) -> None:
    apply_leg_news(news_of(attempt, "citizen", state, **facts))
    attempt.refresh_from_db()


def talking_since(ago: timedelta) -> Attempt:
    """In conversation; the citizen answered so long ago."""
    attempt = submitted_attempt()
    apply_leg_news(news_of(attempt, "agent", LegState.ANSWERED))
    tell(attempt, LegState.ANSWERED, at=timezone.now() - ago)
    return attempt


def assert_still_talking(attempt: Attempt) -> None:
    assert attempt.call.state == CallState.TALKING
    assert attempt.answered_at is not None
    assert not leg_of(attempt, "citizen").is_machine
    assert not leg_of(attempt, "citizen").hang_up_wanted


@pytest.mark.parametrize("state", [None, LegState.ANSWERED], ids=["detection", "status"])
def test_a_machine_heard_after_the_first_seconds_does_not_cut_the_line(state):
    attempt = talking_since(MACHINE_KNOWN_WITHIN)
    tell(attempt, state, **MACHINE)
    tell(attempt, state, **MACHINE)
    assert_still_talking(attempt)


def test_a_machine_that_the_sweeper_hears_of_in_mid_conversation_does_not_cut_the_line(monkeypatch):
    company, attempt = open_company(monkeypatch), talking_since(A_MINUTE)
    company.knows["CA-C"] = news_of(attempt, "citizen", LegState.ANSWERED, **MACHINE)
    attempt.legs.filter(role="citizen").update(check_at=timezone.now())
    ask_about_silent_legs()
    attempt.refresh_from_db()
    assert_still_talking(attempt)


def test_a_machine_in_the_first_seconds_is_a_voicemail():
    attempt = talking_since(MACHINE_KNOWN_WITHIN - timedelta(seconds=1))
    tell(attempt, None, **MACHINE)
    assert (attempt.call.state, attempt.hint, attempt.answered_at) == (
        CallState.WRAP_UP,
        Outcome.VOICEMAIL,
        None,
    )


def test_whoever_has_answered_a_question_is_no_machine():
    attempt = talking_since(timedelta())
    mark_heard(attempt.call)
    tell(attempt, None, **MACHINE)
    assert_still_talking(attempt)


@pytest.mark.parametrize("state", [None, LegState.COMPLETED], ids=["detection", "status"])
def test_whoever_the_agent_hung_up_on_was_heard(state):
    attempt = talking_since(timedelta())
    hang_up(attempt.call, agent=attempt.agent)
    tell(attempt, state, **MACHINE)
    assert (attempt.hint, attempt.answered_at is None) == (Outcome.REACHED, False)


@pytest.mark.parametrize("facts", [{"seconds": 60}, {"seconds": 60, **MACHINE}], ids=["first", "with it"])
def test_a_machine_after_a_finished_conversation_takes_no_disposition_away(facts):
    attempt = talking_since(A_MINUTE)
    tell(attempt, LegState.COMPLETED, **facts)
    tell(attempt, None, **MACHINE)
    assert (attempt.hint, attempt.answered_at is None) == (Outcome.REACHED, False)
    wrap_up_call(attempt.call, agent=attempt.agent, disposition="completed")
    tell(attempt, None, **MACHINE)
    assert (attempt.outcome, attempt.answered_at is None) == (Outcome.REACHED, False)


def test_the_length_of_a_line_shows_that_it_was_answered_before_we_heard_of_it():
    attempt = talking_since(timedelta())
    leg = leg_of(attempt, "citizen")
    learn_leg_facts(leg, news_of(attempt, "citizen", LegState.COMPLETED, seconds=60))
    assert leg.ended_at - leg.answered_at == A_MINUTE


def test_a_clock_that_is_ahead_of_ours_answers_nothing_in_the_future():
    attempt = talking_since(-A_MINUTE)
    assert leg_of(attempt, "citizen").answered_at <= timezone.now()


# A conversation of a minute, of which the company says afterwards that a machine had it.
LATE = [
    (LegState.DIALLING, {}),
    (LegState.RINGING, {}),
    (LegState.ANSWERED, {}),
    (LegState.COMPLETED, {"seconds": 61}),
    (None, MACHINE),
]
SHORT = [*LATE[:3], (LegState.COMPLETED, {"seconds": 4}), (None, MACHINE)]


@pytest.mark.parametrize(
    ("events", "hint"),
    [(LATE, Outcome.REACHED), (SHORT, Outcome.VOICEMAIL)],
    ids=["a conversation", "a voicemail"],
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whether_a_machine_counts_does_not_depend_on_the_order_of_the_news(events, hint, data):
    repeats = data.draw(st.lists(st.sampled_from(events), max_size=4))
    shuffled = data.draw(st.permutations(events + repeats))
    with transaction.atomic():
        attempt = submitted_attempt()
        for state, facts in shuffled:
            tell(attempt, state, **facts)
        assert (attempt.call.state, attempt.hint) == (CallState.WRAP_UP, hint)
        assert (attempt.answered_at is None) == (hint == Outcome.VOICEMAIL)
        assert attempt.is_counted
        transaction.set_rollback(True)


def test_news_of_another_kind_says_nothing_about_machines():
    attempt = talking_attempt()
    leg = leg_of(attempt, "citizen")
    assert not learn_leg_facts(leg, LegNews(leg=leg.key, ref="CA-C", state=None))
    assert (leg.is_machine, leg.machine_at) == (False, None)
