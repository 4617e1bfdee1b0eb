"""An agent vanishes; the citizen is not forgotten."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from calls.commands.agents import release_absent_agents as release
from calls.commands.agents.release_absent_agents import release_absent_agents
from calls.commands.agents.sign_off_silent_agents import sign_off_silent_agents
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.models import Call
from calls.queries.at_work import doing
from calls.refusals import CallHasMovedOn
from calls.states import CallState, Outcome
from journal.models import Entry
from scenarios.states import RunState
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.models import Message
from telephony.states import LegState
from tests.factories import tracing
from tests.factories.calls import call_in_wrap_up, campaign, noted, policy, ready_agent
from tests.telephony.company import dialling_attempt, news_of, talking_attempt
from tracing.models import Interview
from tracing.states import CaseState
from workforce.commands.keep_alive import keep_alive
from workforce.refusals import AgentHasMovedOn
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def later():
    """When the agent has been unseen for long enough."""
    return timezone.now() + timedelta(minutes=settings.ABSENT_AGENT_MINUTES, seconds=1)


def presence_of(agent):
    return doing(agent)


class TestTheCall:
    def test_is_tried_again_when_the_policy_says(self, later):
        call = call_in_wrap_up()
        assert release_absent_agents(now=later) == 1
        call.refresh_from_db()
        assert (call.state, call.held_by) == (CallState.WAITING, None)
        assert call.due_at == later + timedelta(minutes=10)
        assert call.last_outcome == Outcome.BROKEN_OFF

    def test_is_handed_on_when_the_policy_is_spent(self, later):
        where = campaign(policy=policy(max_attempts=1), farewell={"fr": "Rappelez le {number}."})
        call = call_in_wrap_up(campaign=where)
        release_absent_agents(now=later)
        call.refresh_from_db()
        assert call.state == CallState.GAVE_UP
        assert Entry.objects.filter(name="calls.call_gave_up").count() == 1
        assert Message.objects.get().intent == f"farewell of call {call.pk}"

    def test_the_attempt_counts_although_nobody_wrapped_it_up(self, later):
        call = call_in_wrap_up(campaign=campaign(policy=policy(max_attempts=2)))
        release_absent_agents(now=later)
        call.refresh_from_db()
        second = call_in_wrap_up(campaign=call.campaign, number=2)
        call.attempts.update(call=second)
        wrap_up_call(second, agent=second.held_by, disposition="no_answer")
        second.refresh_from_db()
        assert second.state == CallState.GAVE_UP


class TestTheAttempt:
    @pytest.mark.parametrize(
        ("is_answered", "hint", "outcome"),
        [
            (True, Outcome.REACHED, Outcome.BROKEN_OFF),
            (True, "", Outcome.BROKEN_OFF),
            (False, Outcome.NO_ANSWER, Outcome.NO_ANSWER),
            (False, Outcome.FAILED_NUMBER, Outcome.FAILED_NUMBER),
            (False, "", Outcome.BROKEN_OFF),
        ],
    )
    def test_ends_as_the_lines_say_and_keeps_its_notes(self, later, is_answered, hint, outcome):
        call = call_in_wrap_up(is_answered=is_answered)
        noted(call, "asked for a letter", hint=hint)
        release_absent_agents(now=later)
        attempt = call.attempts.get()
        assert (attempt.outcome, attempt.disposition, attempt.ended_at) == (outcome, None, later)
        assert attempt.notes == "asked for a letter"


class TestTheAgent:
    def test_is_offline(self, later):
        call = call_in_wrap_up()
        release_absent_agents(now=later)
        presence = presence_of(call.held_by)
        assert (presence.state, presence.call) == (AgentState.OFFLINE, None)
        assert not call.held_by.time_in_states.filter(ended_at=None).exists()

    def test_who_is_seen_keeps_the_call_however_long_it_takes(self, later):
        call = call_in_wrap_up()
        keep_alive(call.held_by, now=later)
        assert release_absent_agents(now=later) == 0
        assert presence_of(call.held_by).state == AgentState.WRAP_UP

    def test_who_comes_back_in_this_very_moment_keeps_the_call(self, later):
        call = call_in_wrap_up()
        keep_alive(call.held_by, now=later)
        with pytest.raises(AgentHasMovedOn):
            release._release(call, later)
        assert presence_of(call.held_by).state == AgentState.WRAP_UP

    def test_who_finished_a_moment_ago_is_left_alone(self, later):
        call = call_in_wrap_up()
        wrap_up_call(Call.objects.get(pk=call.pk), agent=call.held_by, disposition="completed")
        with pytest.raises(CallHasMovedOn):
            release._release(call, later)
        assert call.attempts.get().disposition.code == "completed"

    def test_without_a_call_is_none_of_this(self, later):
        ready_agent()
        assert release_absent_agents(now=later) == 0


class TestWhoVanishedDuringTheConversation:
    def test_is_not_cut_off_and_released_only_when_the_lines_have_ended(self, later):
        attempt = talking_attempt()
        assert (sign_off_silent_agents(now=later), release_absent_agents(now=later)) == (0, 0)
        assert presence_of(attempt.agent).state == AgentState.TALKING
        apply_leg_news(news_of(attempt, "citizen", LegState.COMPLETED, seconds=600))
        assert release_absent_agents(now=later) == 1
        attempt.refresh_from_db()
        assert (attempt.outcome, attempt.call.state) == (Outcome.BROKEN_OFF, CallState.WAITING)
        assert presence_of(attempt.agent).state == AgentState.OFFLINE

    def test_before_anybody_was_rung_leaves_by_their_own_line(self, later):
        attempt = dialling_attempt()
        assert release_absent_agents(now=later) == 0
        apply_leg_news(news_of(attempt, "agent", LegState.NO_ANSWER))
        assert sign_off_silent_agents(now=later) == 1
        attempt.refresh_from_db()
        assert (attempt.outcome, attempt.call.state) == (Outcome.BROKEN_OFF, CallState.WAITING)


def test_the_interview_is_broken_off_and_the_case_waits_for_its_next_call(later):
    case = tracing.case(tracing.region("1000"))
    run = tracing.run_about(case)
    case.move_to(CaseState.OPEN)
    call = call_in_wrap_up(campaign=case.interviews.get().call.campaign)
    Interview.objects.update(call=call)
    release_absent_agents(now=later)
    case.refresh_from_db()
    run.refresh_from_db()
    assert (case.state, run.state) == (CaseState.NEW, RunState.BROKEN_OFF)
    said = Entry.objects.get(name="calls.call_wrapped_up")
    assert (said.actor, said.facts["step"], said.facts["disposition"]) == (None, "retry", "")
