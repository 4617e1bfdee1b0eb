import pytest
from django.utils import timezone

from calls.states import CallState, Outcome
from journal.outbox import MAX_TRIES, OutcomeUnknown, Rejected
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.models import Leg
from telephony.states import Fault, LegState
from tests.telephony.company import dialling_attempt, leg_of, news_of, open_company, place_leg

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(monkeypatch):
    return open_company(monkeypatch)


@pytest.fixture
def attempt(db):
    return dialling_attempt()


def test_the_agents_line_is_placed_once_however_often_it_is_ordered(company, attempt):
    leg = leg_of(attempt, "agent")
    place_leg(leg.pk)
    place_leg(leg.pk)
    leg.refresh_from_db()
    assert (leg.state, leg.provider_ref, leg.tries) == (LegState.DIALLING, "CA1", 1)
    [wish] = company.placed
    assert (wish.room, wish.leg, wish.to) == (attempt.room.key, leg.key, f"client:agent-{attempt.agent_id}")
    assert (wish.ends_room, wish.detect_machine, wish.caller_id) == (False, False, attempt.region.caller_id)


def test_the_citizen_is_not_rung_before_the_agent_is_on_the_line(company, attempt):
    place_leg(leg_of(attempt, "citizen").pk)
    assert company.placed == []


@pytest.mark.parametrize("phone", ["+32900123456", "+881612345678"])
def test_a_number_that_was_queued_before_it_was_known_to_cost_is_not_rung(company, attempt, phone):
    leg = leg_of(attempt, "citizen")
    leg.to, leg.check_at = phone, timezone.now()
    leg.save()
    place_leg(leg.pk)
    leg.refresh_from_db()
    assert (company.placed, leg.state, leg.fault) == ([], LegState.FAILED, "never_called")


def test_a_citizen_is_not_rung_when_the_agent_picked_up_after_closing_time(company, attempt):
    apply_leg_news(news_of(attempt, "agent", LegState.ANSWERED))
    attempt.region.calling_hours.all().delete()
    leg = leg_of(attempt, "citizen")
    place_leg(leg.pk)
    leg.refresh_from_db()
    attempt.refresh_from_db()
    assert (company.placed, leg.state, leg.fault) == ([], LegState.FAILED, "outside_hours")
    assert (attempt.outcome, attempt.is_counted, attempt.call.state) == (
        Outcome.NOT_PLACED,
        False,
        CallState.WAITING,
    )


def test_neither_when_the_company_let_us_wait_until_then(company, attempt):
    apply_leg_news(news_of(attempt, "agent", LegState.ANSWERED))
    company.trouble = [Rejected(Fault.THROTTLED, safe_to_retry=True, code="20429")]
    place_leg(leg_of(attempt, "citizen").pk)
    attempt.region.calling_hours.all().delete()
    place_leg(leg_of(attempt, "citizen").pk)
    assert (company.placed, leg_of(attempt, "citizen").fault) == ([], "outside_hours")


def test_an_agents_own_line_is_rung_at_any_hour(company, attempt):
    attempt.region.calling_hours.all().delete()
    place_leg(leg_of(attempt, "agent").pk)
    assert len(company.placed) == 1


def test_a_line_that_is_no_longer_wanted_is_not_placed(company, attempt):
    attempt.legs.update(hang_up_wanted=True)
    place_leg(leg_of(attempt, "agent").pk)
    assert company.placed == []


def test_a_busy_company_is_asked_again_a_little_later(company, attempt):
    company.trouble = [Rejected(Fault.THROTTLED, safe_to_retry=True, code="20429")]
    leg, before = leg_of(attempt, "agent"), timezone.now()
    place_leg(leg.pk)
    leg.refresh_from_db()
    assert leg.state == LegState.PLANNED
    assert leg.check_at > before


def test_a_company_that_stays_busy_is_not_asked_for_ever(company, attempt):
    Leg.objects.filter(role="agent").update(state=LegState.ANSWERED)
    Leg.objects.filter(role="citizen").update(check_at=timezone.now(), tries=MAX_TRIES - 1)
    company.trouble = [Rejected(Fault.THROTTLED, safe_to_retry=True, code="20429")]
    leg = leg_of(attempt, "citizen")
    place_leg(leg.pk)
    leg.refresh_from_db()
    attempt.refresh_from_db()
    assert (leg.state, attempt.outcome) == (LegState.FAILED, Outcome.NOT_PLACED)


def test_a_line_that_the_agent_gave_up_while_the_company_was_busy_does_not_wait_for_ever(company, attempt):
    leg = leg_of(attempt, "agent")

    def hang_up_meanwhile():
        attempt.legs.update(hang_up_wanted=True)
        return Rejected(Fault.THROTTLED, safe_to_retry=True, code="20429")

    company.stumble = lambda: (_ for _ in ()).throw(hang_up_meanwhile())
    place_leg(leg.pk)
    leg.refresh_from_db()
    assert leg.state == LegState.FAILED


def test_a_number_that_the_company_refuses_is_a_number_that_does_not_work(company, attempt):
    Leg.objects.filter(role="agent").update(state=LegState.ANSWERED)
    Leg.objects.filter(role="citizen").update(check_at=timezone.now())
    company.trouble = [Rejected(Fault.WRONG_NUMBER, code="21211")]
    place_leg(leg_of(attempt, "citizen").pk)
    attempt.refresh_from_db()
    assert attempt.hint == Outcome.FAILED_NUMBER


def test_a_lost_answer_leaves_the_line_to_be_found_out(company, attempt):
    company.trouble = [OutcomeUnknown("ReadTimeout")]
    leg = leg_of(attempt, "agent")
    place_leg(leg.pk)
    place_leg(leg.pk)
    leg.refresh_from_db()
    assert (leg.state, leg.provider_ref) == (LegState.UNKNOWN, None)
    assert company.placed == []


def test_news_may_be_faster_than_the_answer_to_our_request(company, attempt):
    ringing = news_of(attempt, "agent", LegState.RINGING, ref="CA1")
    company.before_answering = lambda ref: apply_leg_news(ringing)
    leg = leg_of(attempt, "agent")
    place_leg(leg.pk)
    leg.refresh_from_db()
    assert (leg.state, leg.provider_ref) == (LegState.RINGING, "CA1")
    assert company.ended == []


def test_a_second_line_for_one_leg_is_hung_up_at_once(company, attempt):
    first = news_of(attempt, "agent", LegState.RINGING, ref="CA-first")
    company.before_answering = lambda ref: apply_leg_news(first)
    place_leg(leg_of(attempt, "agent").pk)
    assert company.ended == ["CA1"]
    assert leg_of(attempt, "agent").provider_ref == "CA-first"
