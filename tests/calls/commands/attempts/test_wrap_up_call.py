import pytest

from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.queries.at_work import doing
from calls.refusals import CallHasMovedOn, ChooseATime, UnknownDisposition
from calls.states import CallState, Outcome
from journal.models import Entry
from tests.factories.accounts import agent as an_agent
from tests.factories.calls import call_in_wrap_up, noted, pause_reason, queued_call
from workforce.library import DECLINED_OFFER
from workforce.refusals import ChooseAReason
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def wrap_up(call, disposition="completed", **fields):
    return wrap_up_call(call, **{"agent": call.held_by, "disposition": disposition} | fields)


def presence_of(agent):
    return doing(agent)


class TestTheCall:
    def test_is_settled_and_then_everybody_hears_what_the_agent_said(self):
        call = wrap_up(call_in_wrap_up(is_answered=False), "no_answer")
        assert (call.state, call.held_by) == (CallState.WAITING, None)
        said = Entry.objects.get(name="calls.call_wrapped_up")
        assert said.actor is not None
        assert (said.facts["step"], said.facts["disposition"]) == ("retry", "no_answer")

    def test_stays_in_wrap_up_when_it_cannot_be_settled(self):
        call = call_in_wrap_up()
        with pytest.raises(ChooseATime):
            wrap_up(call, "call_back", call_back_at=None)
        assert call.attempts.get().ended_at is None


class TestTheAttempt:
    def test_ends_with_what_the_agent_said(self):
        attempt = wrap_up(call_in_wrap_up(), "completed", notes="asked for a letter").attempts.get()
        assert (attempt.outcome, attempt.disposition.code) == (Outcome.REACHED, "completed")
        assert attempt.notes == "asked for a letter"
        assert attempt.ended_at is not None

    def test_keeps_what_was_noted_before_when_nothing_is_said(self):
        call = call_in_wrap_up()
        noted(call, "noted while talking")
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
            wrap_up(call_in_wrap_up(), pause_after=pause_reason(DECLINED_OFFER, is_system=True))

    def test_wraps_up_once(self):
        call = call_in_wrap_up()
        wrap_up(call)
        with pytest.raises(CallHasMovedOn):
            wrap_up(call)

    def test_does_not_wrap_up_for_somebody_else(self):
        call = call_in_wrap_up()
        with pytest.raises(CallHasMovedOn):
            wrap_up(call, agent=an_agent(call.region))
