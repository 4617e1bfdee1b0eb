from datetime import timedelta

import pytest
from django.utils import timezone

from calls.states import CallState, Outcome
from journal.outbox import MAX_TRIES, OutcomeUnknown
from telephony.limits import LOST_AFTER
from telephony.models import Leg
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


@pytest.fixture
def company(monkeypatch):
    return open_company(monkeypatch)


def silent(attempt, role="citizen", **fields):
    """The leg has been silent for too long; the other one is not due."""
    attempt.legs.exclude(role=role).update(check_at=None)
    due = timezone.now() - timedelta(seconds=1)
    attempt.legs.filter(role=role).update(**{"check_at": due} | fields)


def test_lost_news_is_fetched(company):
    attempt = talking_attempt()
    silent(attempt)
    company.knows["CA-C"] = news_of(attempt, "citizen", LegState.COMPLETED, seconds=12)
    assert ask_about_silent_legs() == 1
    assert leg_of(attempt, "citizen").state == LegState.COMPLETED
    attempt.call.refresh_from_db()
    assert attempt.call.state == CallState.WRAP_UP


def test_a_line_is_not_asked_about_again_at_once(company):
    attempt = talking_attempt()
    silent(attempt)
    company.trouble = [OutcomeUnknown("ReadTimeout")]
    assert (ask_about_silent_legs(), ask_about_silent_legs()) == (1, 0)
    assert leg_of(attempt, "citizen").state == LegState.ANSWERED


@pytest.mark.parametrize("state", [LegState.UNKNOWN, LegState.SUBMITTING], ids=["lost answer", "dead worker"])
def test_a_line_that_was_placed_after_all_is_adopted(company, state):
    attempt = submitted_attempt()
    silent(attempt, state=state)
    company.knows["CA-C"] = news_of(attempt, "citizen", LegState.RINGING)
    ask_about_silent_legs()
    leg = leg_of(attempt, "citizen")
    assert (leg.state, leg.provider_ref) == (LegState.RINGING, "CA-C")


def test_of_two_lines_for_one_leg_the_second_is_hung_up(company):
    attempt = submitted_attempt()
    silent(attempt, state=LegState.UNKNOWN)
    for ref in ("CA-C", "CA-twin"):
        company.knows[ref] = news_of(attempt, "citizen", LegState.RINGING, ref=ref)
    ask_about_silent_legs()
    assert leg_of(attempt, "citizen").provider_ref == "CA-C"
    assert company.ended == ["CA-twin"]


def test_another_legs_line_is_never_adopted(company):
    attempt, other = submitted_attempt(), talking_attempt()
    silent(attempt, state=LegState.UNKNOWN)
    other.legs.update(check_at=None)
    company.knows["CA-C"] = news_of(attempt, "citizen", LegState.ANSWERED)
    ask_about_silent_legs()
    assert leg_of(attempt, "citizen").provider_ref is None


def test_a_line_that_does_not_exist_is_placed_again(company):
    attempt = submitted_attempt()
    silent(attempt, state=LegState.UNKNOWN)
    ask_about_silent_legs()
    leg = leg_of(attempt, "citizen")
    assert leg.state == LegState.PLANNED
    assert leg.check_at <= timezone.now()


def test_a_line_that_was_lost_too_often_has_failed(company):
    attempt = submitted_attempt()
    Leg.objects.filter(role="agent").update(state=LegState.ANSWERED)
    silent(attempt, state=LegState.UNKNOWN, tries=MAX_TRIES)
    ask_about_silent_legs()
    attempt.refresh_from_db()
    assert attempt.outcome == Outcome.NOT_PLACED


def test_a_line_that_is_no_longer_wanted_is_not_placed_again(company):
    attempt = submitted_attempt()
    silent(attempt, state=LegState.UNKNOWN)
    hang_up_while_we_look = attempt.legs.filter(role="citizen")
    company.before_looking = lambda: hang_up_while_we_look.update(hang_up_wanted=True)
    ask_about_silent_legs()
    assert leg_of(attempt, "citizen").state == LegState.UNKNOWN
    silent(attempt)
    ask_about_silent_legs()
    assert leg_of(attempt, "citizen").state == LegState.CANCELLED


def test_a_line_longer_than_any_conversation_frees_its_agent(company):
    attempt = talking_attempt()
    silent(attempt, sent_at=timezone.now() - LOST_AFTER - timedelta(seconds=1))
    ask_about_silent_legs()
    attempt.call.refresh_from_db()
    assert company.ended == ["CA-C"]
    assert leg_of(attempt, "citizen").state == LegState.FAILED
    assert attempt.call.state == CallState.WRAP_UP


def test_a_line_that_should_be_hung_up_is_hung_up_again(company):
    attempt = talking_attempt()
    silent(attempt, hang_up_wanted=True)
    company.knows["CA-C"] = news_of(attempt, "citizen", LegState.COMPLETED, seconds=5)
    ask_about_silent_legs()
    assert company.ended == ["CA-C"]
    assert leg_of(attempt, "citizen").state == LegState.COMPLETED


def test_a_line_that_the_company_has_forgotten_is_lost(company):
    attempt = talking_attempt()
    silent(attempt)
    ask_about_silent_legs()
    leg = leg_of(attempt, "citizen")
    assert (leg.state, leg.fault) == (LegState.FAILED, "lost")
