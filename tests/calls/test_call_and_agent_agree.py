"""Whatever agents do at their desks, in whatever order: calls and agents always tell the same story."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from calls.commands.agents.go_ready import go_ready
from calls.commands.agents.pause import pause
from calls.commands.agents.sign_off import sign_off
from calls.commands.agents.sign_off_silent_agents import sign_off_silent_agents
from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.decline_call import decline_call
from calls.commands.offers.offer_waiting_calls import offer_waiting_calls
from calls.commands.offers.take_back_stale_offers import take_back_stale_offers
from calls.commands.queue.cancel_call import cancel_call
from calls.commands.queue.wake_due_calls import wake_due_calls
from calls.models import Attempt, Call
from calls.queries.at_work import doing
from calls.queries.desk import current_call
from calls.states import HELD_CALLS, CallState
from config.invariants import violations
from journal.refusals import Refusal
from tests.examples import examples
from tests.factories.calls import (
    LEASE_IS_OVER,
    campaign,
    pause_reason,
    phone_number,
    present_agent,
    queued_call,
)
from workforce.models import Presence, TimeInState
from workforce.states import AgentState


def with_call(command):
    """A step that needs a call on the agent's screen; without one nothing happens."""

    def step(agent):
        call = current_call(agent)
        if call:
            command(call, agent)

    return step


def hang_up(call, agent):
    for attempt in Attempt.objects.filter(call=call, ended_at=None):
        start_wrap_up(attempt)


STEPS = {
    "ready": go_ready,
    "pause": lambda agent: pause(agent, reason=pause_reason(region=agent.region)),
    "leave": sign_off,
    "accept": with_call(lambda call, agent: accept_call(call, agent=agent, token=call.token)),
    "decline": with_call(lambda call, agent: decline_call(call, agent=agent)),
    "hang up": with_call(hang_up),
    "no answer": with_call(lambda call, agent: wrap_up_call(call, agent=agent, disposition="no_answer")),
    "field": with_call(lambda call, agent: wrap_up_call(call, agent=agent, disposition="field")),
    "cancel": with_call(lambda call, agent: cancel_call(call)),
    "offers lapse": lambda agent: take_back_stale_offers(now=timezone.now() + LEASE_IS_OVER),
    "silence": lambda agent: sign_off_silent_agents(now=timezone.now() + timedelta(days=1)),
    "a day passes": lambda agent: wake_due_calls(now=timezone.now() + timedelta(days=1)),
    "sweep": lambda agent: offer_waiting_calls(),
}
# The steps of an ordinary call come often, so that long stories are told too.
steps = st.sampled_from([*STEPS, *["ready", "accept", "hang up", "no answer"] * 3])
stories = st.lists(st.tuples(st.integers(0, 2), steps), max_size=30)


class TestStories(TestCase):
    @examples(15)
    @given(stories)
    def test_call_and_agent_agree_after_every_step(self, story):
        where = campaign()
        agents = [present_agent(where.region, state=AgentState.PAUSED) for _ in range(3)]
        shared = phone_number()
        for phone in (shared, shared, None, None):
            queued_call(where, phone=phone)
        for number, step in story:
            with suppress(Refusal):
                STEPS[step](agents[number])
            assert_one_story()


def assert_one_story():
    """Whoever holds a call takes calls, and everybody's time is counted once, in the state they are in."""
    for presence in Presence.objects.all():
        now = doing(presence.agent)
        assert presence.state == AgentState.READY or now.call is None
        counted = TimeInState.objects.filter(agent=presence.agent_id, ended_at=None)
        is_counted_in = [] if now.state == AgentState.OFFLINE else [now.state]
        assert list(counted.values_list("state", flat=True)) == is_counted_in
    assert not [broken for broken in violations() if "number is under way" in broken.invariant]
    under_way = Call.objects.filter(state__in=HELD_CALLS).exclude(state=CallState.OFFERED)
    open_attempts = Attempt.objects.filter(ended_at=None)
    assert set(open_attempts.values_list("call", flat=True)) == set(under_way.values_list("pk", flat=True))
