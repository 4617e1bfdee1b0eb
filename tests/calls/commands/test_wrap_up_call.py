from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.wrap_up_call import wrap_up_call
from calls.models import Attempt, Message, PauseReason, Presence
from calls.models.campaigns import DECLINED_OFFER
from calls.refusals import CallHasMovedOn, ChooseAReason, ChooseATime, UnknownDisposition
from calls.states import AgentState, CallState, Outcome
from journal.models import Entry
from tests.factories.accounts import agent as an_agent
from tests.factories.calls import call_in_wrap_up, campaign, pause_reason, policy, queued_call

pytestmark = pytest.mark.django_db


def wrap_up(call, disposition="completed", **fields):
    return wrap_up_call(call, **{"agent": call.held_by, "disposition": disposition} | fields)


def presence_of(agent):
    return Presence.objects.get(agent=agent)


def announced():
    return set(Entry.objects.filter(name__startswith="calls.call_").values_list("name", flat=True))


class TestTheCall:
    @pytest.mark.parametrize("disposition", ["completed", "refused"])
    def test_is_done(self, disposition):
        call = wrap_up(call_in_wrap_up(), disposition)
        assert (call.state, call.held_by) == (CallState.DONE, None)
        assert call.closed_at is not None
        assert announced() == {"calls.call_wrapped_up"}

    def test_is_tried_again_when_the_policy_says(self):
        now = timezone.now()
        call = wrap_up(call_in_wrap_up(is_answered=False), "no_answer", now=now)
        assert (call.state, call.due_at) == (CallState.WAITING, now + timedelta(hours=2))
        assert call.last_outcome == Outcome.NO_ANSWER
        assert announced() == {"calls.call_wrapped_up", "calls.call_postponed"}

    def test_is_given_up_when_the_policy_is_spent(self):
        where = campaign(policy=policy(max_attempts=1), farewell={"fr": "Rappelez le {number}."})
        call = wrap_up(call_in_wrap_up(campaign=where, is_answered=False), "no_answer")
        assert call.state == CallState.GAVE_UP
        assert announced() == {"calls.call_wrapped_up", "calls.call_gave_up"}
        assert Message.objects.get().intent == f"farewell of call {call.pk}"

    def test_attempts_that_rang_nobody_do_not_count(self):
        where = campaign(policy=policy(max_attempts=2))
        call = call_in_wrap_up(campaign=where, is_answered=False, number=2)
        fields = {"region": call.region, "call": call, "agent": call.held_by, "phone_index": None}
        now = timezone.now()
        Attempt.objects.create(number=1, began_at=now, ended_at=now, outcome=Outcome.BROKEN_OFF, **fields)
        assert wrap_up(call, "no_answer").state == CallState.WAITING

    def test_goes_to_the_field_team(self):
        where = campaign(farewell={"fr": "Rappelez le {number}."})
        call = wrap_up(call_in_wrap_up(campaign=where, is_answered=False), "field")
        assert call.state == CallState.GAVE_UP
        assert not Message.objects.exists()

    def test_is_due_at_the_agreed_time_and_before_others(self):
        agreed = timezone.now() + timedelta(hours=5)
        call = wrap_up(call_in_wrap_up(campaign=campaign(priority=0)), "call_back", call_back_at=agreed)
        assert (call.state, call.due_at) == (CallState.WAITING, agreed)
        assert call.rank == agreed - timedelta(hours=9)

    @pytest.mark.parametrize("minutes", [None, -1])
    def test_is_not_agreed_for_the_past(self, minutes):
        time = minutes and timezone.now() + timedelta(minutes=minutes)
        call = call_in_wrap_up()
        with pytest.raises(ChooseATime):
            wrap_up(call, "call_back", call_back_at=time)
        assert call.attempts.get().ended_at is None

    def test_is_not_agreed_for_an_hour_when_nobody_may_be_called(self):
        call = call_in_wrap_up()
        call.region.calling_hours.all().delete()
        with pytest.raises(ChooseATime):
            wrap_up(call, "call_back", call_back_at=timezone.now() + timedelta(hours=1))


class TestTheAttempt:
    def test_ends_with_what_the_agent_said(self):
        attempt = wrap_up(call_in_wrap_up(), "completed", notes="asked for a letter").attempts.get()
        assert (attempt.outcome, attempt.disposition.code) == (Outcome.REACHED, "completed")
        assert attempt.notes == "asked for a letter"
        assert attempt.ended_at is not None

    def test_keeps_what_was_noted_before_when_nothing_is_said(self):
        call = call_in_wrap_up()
        call.attempts.update(notes="noted while talking")
        assert wrap_up(call).attempts.get().notes == "noted while talking"

    @pytest.mark.parametrize("code", ["", "nonsense", "completed"])
    def test_without_an_answer_cannot_have_been_a_conversation(self, code):
        with pytest.raises(UnknownDisposition):
            wrap_up(call_in_wrap_up(is_answered=False), code)


class TestTheAgent:
    def test_is_ready(self):
        call = call_in_wrap_up()
        wrap_up(call)
        presence = presence_of(call.held_by)
        assert (presence.state, presence.call) == (AgentState.READY, None)

    def test_is_offered_the_next_call_at_once(self):
        call = call_in_wrap_up()
        following = queued_call(call.campaign)
        wrap_up(call)
        presence = presence_of(call.held_by)
        assert (presence.state, presence.call) == (AgentState.RESERVED, following)

    def test_pauses_if_they_wished_to(self):
        call = call_in_wrap_up()
        queued_call(call.campaign)
        wrap_up(call, pause_after=pause_reason("lunch"))
        assert presence_of(call.held_by).state == AgentState.PAUSED

    def test_cannot_choose_a_reason_of_the_system(self):
        with pytest.raises(ChooseAReason):
            wrap_up(call_in_wrap_up(), pause_after=PauseReason.of_system(DECLINED_OFFER))

    def test_wraps_up_once(self):
        call = call_in_wrap_up()
        wrap_up(call)
        with pytest.raises(CallHasMovedOn):
            wrap_up(call)

    def test_does_not_wrap_up_for_somebody_else(self):
        call = call_in_wrap_up()
        with pytest.raises(CallHasMovedOn):
            wrap_up(call, agent=an_agent(call.region))
