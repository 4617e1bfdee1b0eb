from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.attempts.hang_up import hang_up
from calls.commands.attempts.return_unplaced_call import return_unplaced_call
from calls.models import Attempt
from calls.queries.at_work import doing
from calls.rules.ranking import rank_of
from calls.states import CallState, Outcome
from journal.models import Entry
from journal.outbox import MAX_TRIES, OutcomeUnknown, Rejected
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.states import Fault, LegState
from tests.factories.calls import attempt as an_attempt
from tests.factories.calls import queued_call
from tests.telephony.company import (
    ask_about_silent_legs,
    dialling_attempt,
    leg_of,
    news_of,
    open_company,
    place_leg,
)
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(monkeypatch):
    return open_company(monkeypatch)


@pytest.fixture
def attempt(company):
    """The agent waits on the line; the citizen's is to be placed now."""
    attempt = dialling_attempt()
    apply_leg_news(news_of(attempt, "agent", LegState.ANSWERED))
    return attempt


def presence(attempt):
    return doing(attempt.agent)


def assert_not_placed(attempt):
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.is_counted) == (Outcome.NOT_PLACED, False)
    assert (attempt.call.state, attempt.call.held_by) == (CallState.WAITING, None)
    assert presence(attempt).state == AgentState.READY


def place(attempt):
    place_leg(leg_of(attempt, "citizen").pk)


@pytest.mark.parametrize(
    "refused",
    [
        Rejected(Fault.REFUSES_US, code="21212"),
        Rejected(Fault.REFUSES_US, code="20003"),
        Rejected(Fault.REFUSES_US, code="21408"),
        Rejected(Fault.UNKNOWN, code="400"),
        Rejected(Fault.UNKNOWN, code="99999"),
        Rejected(Fault.GONE, code="20404"),
    ],
    ids=str,
)
def test_a_company_that_refuses_us_has_not_refused_the_person(company, attempt, refused):
    company.trouble = [refused]
    place(attempt)
    assert_not_placed(attempt)


def test_neither_has_one_that_stays_busy(company, attempt):
    attempt.legs.filter(role="citizen").update(tries=MAX_TRIES - 1)
    company.trouble = [Rejected(Fault.THROTTLED, safe_to_retry=True, code="20429")]
    place(attempt)
    assert_not_placed(attempt)


def test_neither_has_one_that_stumbles_until_we_stop_asking(company, attempt):
    attempt.legs.filter(role="citizen").update(tries=MAX_TRIES - 1)
    company.trouble = [OutcomeUnknown("503")]
    place(attempt)
    attempt.legs.filter(role="citizen").update(check_at=timezone.now())
    ask_about_silent_legs()
    assert_not_placed(attempt)


@pytest.mark.parametrize("state", [LegState.FAILED, LegState.CANCELLED])
def test_neither_has_one_that_forgets_a_line_which_never_rang(company, attempt, state):
    place(attempt)
    apply_leg_news(news_of(attempt, "citizen", state, ref="CA1", error_code="lost"))
    assert_not_placed(attempt)


def test_a_line_that_rang_is_the_agents_to_wrap_up(company, attempt):
    place(attempt)
    apply_leg_news(news_of(attempt, "citizen", LegState.RINGING, ref="CA1"))
    apply_leg_news(news_of(attempt, "citizen", LegState.FAILED, ref="CA1", error_code="lost"))
    attempt.refresh_from_db()
    assert (attempt.call.state, attempt.hint, attempt.is_counted) == (
        CallState.WRAP_UP,
        Outcome.BROKEN_OFF,
        True,
    )


def test_an_agent_who_hung_up_before_keeps_their_wrap_up(company, attempt):
    company.before_answering = lambda ref: hang_up(attempt.call, agent=attempt.agent)
    place(attempt)
    apply_leg_news(news_of(attempt, "citizen", LegState.CANCELLED, ref="CA1"))
    attempt.refresh_from_db()
    assert (attempt.call.state, attempt.ended_at, attempt.is_counted) == (CallState.WRAP_UP, None, False)


def test_the_agents_line_is_hung_up_and_the_floor_hears_of_it(company, attempt):
    return_unplaced_call(attempt)
    return_unplaced_call(attempt)
    assert leg_of(attempt, "agent").hang_up_wanted
    assert leg_of(attempt, "citizen").state == LegState.CANCELLED
    names = list(Entry.objects.values_list("name", flat=True))
    assert (names.count("calls.call_not_placed"), names.count("calls.call_postponed")) == (1, 1)


def test_the_agents_line_ending_afterwards_changes_nothing(company, attempt):
    return_unplaced_call(attempt)
    apply_leg_news(news_of(attempt, "agent", LegState.COMPLETED))
    assert_not_placed(attempt)


def test_the_agent_is_offered_the_next_call_at_once(company, attempt):
    following = queued_call(attempt.call.campaign)
    return_unplaced_call(attempt)
    assert (presence(attempt).state, presence(attempt).call) == (AgentState.RESERVED, following)


def test_rank_promise_and_tries_stay(company, attempt):
    promised = timezone.now() - timedelta(minutes=1)
    call = attempt.call
    call.promised_for, call.rank, call.attempts_made = promised, rank_of(promised, 0, promised), 3
    call.save()
    return_unplaced_call(attempt)
    call.refresh_from_db()
    assert (call.promised_for, call.rank, call.attempts_made) == (promised, rank_of(promised, 0, promised), 3)


@pytest.mark.parametrize(
    ("before", "minutes"),
    [
        ([], 5),
        ([Outcome.NOT_PLACED], 10),
        ([Outcome.NOT_PLACED] * 3, 40),
        ([Outcome.NOT_PLACED] * 20, 60),
        ([Outcome.NOT_PLACED] * 3 + [Outcome.NO_ANSWER], 5),
    ],
)
def test_a_company_that_refuses_everything_is_asked_less_and_less_often(company, attempt, before, minutes):
    Attempt.objects.filter(pk=attempt.pk).update(number=50)
    began = timezone.now() - timedelta(days=1)
    for number, outcome in enumerate(before, start=1):
        an_attempt(attempt.call, number=number, began_at=began, ended_at=began, outcome=outcome)
    return_unplaced_call(attempt)
    attempt.refresh_from_db()
    assert attempt.call.due_at == attempt.ended_at + timedelta(minutes=minutes)
