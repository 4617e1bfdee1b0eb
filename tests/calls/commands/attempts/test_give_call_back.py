import pytest

from calls.queries.at_work import doing
from calls.states import CallState, Outcome
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.states import LegState
from tests.telephony.company import dialling_attempt, leg_of, news_of
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("end", [LegState.FAILED, LegState.NO_ANSWER, LegState.COMPLETED])
def test_a_call_goes_back_when_the_agents_own_line_fails_before_anybody_was_rung(end):
    attempt = dialling_attempt()
    rank = attempt.call.rank
    apply_leg_news(news_of(attempt, "agent", end))
    attempt.refresh_from_db()
    call = attempt.call
    assert (attempt.outcome, attempt.disposition) == (Outcome.BROKEN_OFF, None)
    assert (call.state, call.held_by, call.rank) == (CallState.WAITING, None, rank)
    assert leg_of(attempt, "citizen").state == LegState.CANCELLED


def test_the_agent_is_paused_for_a_failed_line():
    attempt = dialling_attempt()
    apply_leg_news(news_of(attempt, "agent", LegState.FAILED))
    presence = doing(attempt.agent)
    assert (presence.state, presence.reason.code) == (AgentState.PAUSED, "line_failed")


def test_once_the_citizen_is_being_rung_the_agent_wraps_up():
    attempt = dialling_attempt()
    attempt.legs.filter(role="citizen").update(state=LegState.SUBMITTING)
    apply_leg_news(news_of(attempt, "agent", LegState.FAILED))
    attempt.refresh_from_db()
    assert (attempt.call.state, attempt.hint) == (CallState.WRAP_UP, Outcome.BROKEN_OFF)
    assert leg_of(attempt, "citizen").hang_up_wanted
