"""What a call does when something happens in its room; the company's news itself is tested in tests/telephony."""

import pytest

from calls.commands.attempts.follow_leg import follow_leg
from calls.queries.at_work import doing
from calls.states import CallState, Outcome
from telephony.commands.open_room import open_room
from telephony.events import LegAnswered, LegEnded
from telephony.models import Leg
from telephony.states import LegRole, LegState
from tests.factories.accounts import agent as an_agent
from tests.telephony.company import dialling_attempt, leg_of, plan_leg, talking_attempt
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def news(leg, event):
    whom = {"region_id": leg.region_id, "agent_id": leg.user_id}
    return event(room_id=leg.room_id, leg_id=leg.pk, role=leg.role, state=leg.state, **whom)


def ended(leg):
    Leg.objects.filter(pk=leg.pk).update(state=LegState.COMPLETED)
    leg.refresh_from_db()
    return news(leg, LegEnded)


def test_a_leg_in_a_room_of_nobodys_attempt_changes_no_call():
    attempt = talking_attempt()
    elsewhere = plan_leg(open_room(attempt.region), role=LegRole.CITIZEN, to="+32470123456")
    follow_leg(ended(elsewhere))
    attempt.call.refresh_from_db()
    assert attempt.call.state == CallState.TALKING


@pytest.mark.parametrize("role", [LegRole.INTERPRETER, LegRole.SUPERVISOR, LegRole.COLLEAGUE])
def test_whoever_only_joins_comes_and_goes_without_ending_the_conversation(role):
    attempt = talking_attempt()
    third = plan_leg(attempt.room, role=role, to="+32470123456")
    follow_leg(news(third, LegAnswered))
    follow_leg(ended(third))
    attempt.refresh_from_db()
    assert (attempt.hung_up_at, attempt.call.state) == (None, CallState.TALKING)


def test_a_conversation_goes_on_while_one_agent_follows_the_other():
    attempt = talking_attempt()
    first = leg_of(attempt, "agent")
    Leg.objects.filter(pk=first.pk).update(state=LegState.COMPLETED)
    colleague = an_agent(attempt.region)
    plan_leg(attempt.room, role=LegRole.AGENT, to=f"client:agent-{colleague.pk}", user=colleague)
    first.refresh_from_db()
    follow_leg(news(first, LegEnded))
    attempt.refresh_from_db()
    assert attempt.hung_up_at is None


def test_the_last_agent_who_leaves_ends_it():
    attempt = talking_attempt()
    follow_leg(ended(leg_of(attempt, "agent")))
    attempt.refresh_from_db()
    assert (attempt.hint, attempt.call.state) == (Outcome.REACHED, CallState.WRAP_UP)
    assert doing(attempt.agent).state == AgentState.WRAP_UP


def test_an_agent_on_the_line_lets_the_citizen_be_rung_once():
    attempt = dialling_attempt()
    agents = leg_of(attempt, "agent")
    Leg.objects.filter(pk=agents.pk).update(state=LegState.ANSWERED)
    agents.refresh_from_db()
    follow_leg(news(agents, LegAnswered))
    rung_at = leg_of(attempt, "citizen").check_at
    follow_leg(news(agents, LegAnswered))
    assert rung_at is not None
    assert leg_of(attempt, "citizen").check_at == rung_at
