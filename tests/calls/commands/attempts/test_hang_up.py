import pytest

from calls.commands.attempts.hang_up import hang_up
from calls.refusals import CallHasMovedOn
from calls.states import CallState, Outcome
from journal.outbox import OutcomeUnknown
from telephony.commands.end_legs import end_legs
from telephony.states import LegState
from tests.factories.accounts import agent
from tests.telephony.company import dialling_attempt, leg_of, news_of, open_company, talking_attempt

pytestmark = pytest.mark.django_db


def test_the_wrap_up_begins_at_once_and_the_lines_are_ended_afterwards(monkeypatch):
    company, attempt = open_company(monkeypatch), talking_attempt()
    hang_up(attempt.call, agent=attempt.agent)
    attempt.refresh_from_db()
    assert (attempt.call.state, attempt.hint) == (CallState.WRAP_UP, Outcome.REACHED)
    company.knows = {
        "CA-A": news_of(attempt, "agent", LegState.COMPLETED),
        "CA-C": news_of(attempt, "citizen", LegState.COMPLETED),
    }
    end_legs(attempt.room_id)
    end_legs(attempt.room_id)
    assert sorted(company.ended) == ["CA-A", "CA-C"]


def test_whoever_was_not_rung_yet_never_is():
    attempt = dialling_attempt()
    hang_up(attempt.call, agent=attempt.agent)
    assert leg_of(attempt, "citizen").state == LegState.CANCELLED


def test_a_line_that_could_not_be_ended_is_left_to_the_sweeper(monkeypatch):
    company, attempt = open_company(monkeypatch), talking_attempt()
    hang_up(attempt.call, agent=attempt.agent)
    company.trouble = [OutcomeUnknown("503"), OutcomeUnknown("503")]
    end_legs(attempt.room_id)
    leg = leg_of(attempt, "citizen")
    assert (leg.state, leg.hang_up_wanted) == (LegState.ANSWERED, True)
    assert leg.check_at is not None


def test_nobody_hangs_up_twice_or_for_somebody_else():
    attempt = talking_attempt()
    with pytest.raises(CallHasMovedOn):
        hang_up(attempt.call, agent=agent(attempt.region))
    hang_up(attempt.call, agent=attempt.agent)
    with pytest.raises(CallHasMovedOn):
        hang_up(attempt.call, agent=attempt.agent)
