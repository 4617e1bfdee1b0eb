from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Call
from calls.queries.at_work import doing
from calls.rules.ranking import rank_of
from calls.states import CallState
from journal.models import Entry
from tests.at_once import at_once
from tests.factories.accounts import agent as an_agent
from tests.factories.accounts import region
from tests.factories.calls import (
    campaign,
    certificate,
    course,
    present_agent,
    queued_call,
    ready_agent,
    waiting_call,
)
from workforce.states import AgentState


@pytest.mark.django_db
class TestOneAgent:
    def test_the_call_lies_on_their_screen_for_as_long_as_the_lease(self):
        agent, now = ready_agent(), timezone.now()
        call = queued_call(campaign(agent.region))
        offered = offer_next_call(agent, now=now)
        assert offered == call
        assert (offered.state, offered.held_by) == (CallState.OFFERED, agent)
        assert offered.lease_until == now + timedelta(seconds=settings.OFFER_LEASE_SECONDS)
        assert offered.token != call.token

    def test_they_are_reserved_and_everybody_hears_of_it(self):
        agent = ready_agent()
        call = queued_call(campaign(agent.region))
        offer_next_call(agent)
        presence = doing(agent)
        assert (presence.state, presence.call) == (AgentState.RESERVED, call)
        assert list(Entry.objects.values_list("name", flat=True)) == ["calls.call_offered"]

    def test_the_most_urgent_call_of_all_their_lanes_comes_first(self):
        agent = ready_agent()
        one, other = campaign(agent.region), campaign(agent.region)
        queued_call(one)
        urgent = queued_call(other, rank=rank_of(timezone.now() - timedelta(hours=9), 0))
        assert offer_next_call(agent) == urgent

    def test_a_second_window_changes_nothing(self):
        agent = ready_agent()
        where = campaign(agent.region)
        queued_call(where)
        queued_call(where)
        assert offer_next_call(agent) is not None
        assert offer_next_call(agent) is None
        assert Call.objects.filter(state=CallState.OFFERED).count() == 1

    @pytest.mark.parametrize("state", [AgentState.OFFLINE, AgentState.PAUSED, AgentState.WRAP_UP])
    def test_who_is_not_ready_gets_nothing(self, state):
        agent = present_agent(state=state)
        call = queued_call(campaign(agent.region))
        assert offer_next_call(agent) is None
        call.refresh_from_db()
        assert call.state == CallState.QUEUED

    def test_a_call_that_is_not_due_is_not_offered(self):
        agent = ready_agent()
        waiting_call(campaign(agent.region))
        assert offer_next_call(agent) is None


@pytest.mark.django_db
class TestWhoMayTakeIt:
    def test_somebody_of_the_region(self):
        queued_call()
        assert offer_next_call(ready_agent()) is None

    def test_somebody_who_speaks_the_language(self):
        agent = ready_agent(agent=an_agent(languages=["fr"]))
        queued_call(campaign(agent.region), language="nl")
        assert offer_next_call(agent) is None

    def test_nobody_while_the_campaign_is_off(self):
        agent = ready_agent()
        queued_call(campaign(agent.region, is_on=False))
        assert offer_next_call(agent) is None

    def test_nobody_out_of_calling_hours(self):
        agent = ready_agent(region(is_open=False))
        queued_call(campaign(agent.region))
        assert offer_next_call(agent) is None

    def test_somebody_with_every_certificate(self):
        agent, first, second = ready_agent(), course(), course()
        queued_call(campaign(agent.region, courses=(first, second)))
        certificate(agent, first)
        assert offer_next_call(agent) is None
        certificate(agent, second)
        assert offer_next_call(agent) is not None

    @pytest.mark.parametrize("spoilt", ["expires_at", "revoked_at"])
    def test_nobody_whose_certificate_has_ended(self, spoilt):
        agent, needed, now = ready_agent(), course(), timezone.now()
        queued_call(campaign(agent.region, courses=(needed,)))
        certificate(agent, needed, **{spoilt: now - timedelta(seconds=1)})
        assert offer_next_call(agent, now=now) is None

    def test_not_a_colleague_with_the_certificate_of_somebody_else(self):
        agent, needed = ready_agent(), course()
        queued_call(campaign(agent.region, courses=(needed,)))
        certificate(ready_agent(agent.region), needed)
        assert offer_next_call(agent) is None


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def test_sixteen_agents_get_sixteen_calls(self):
        where = campaign()
        agents = [ready_agent(where.region) for _ in range(16)]
        for _ in range(20):
            queued_call(where)
        offered = at_once(offer_next_call, agents)
        assert None not in offered
        assert len({call.pk for call in offered}) == 16
        held = Call.objects.filter(lane__campaign=where, state=CallState.OFFERED)
        assert set(held.values_list("held_by", flat=True)) == {agent.pk for agent in agents}

    def test_sixteen_agents_never_share_five_calls(self):
        where = campaign()
        agents = [ready_agent(where.region) for _ in range(16)]
        for _ in range(5):
            queued_call(where)
        offered = [call.pk for call in at_once(offer_next_call, agents) if call]
        assert len(offered) == len(set(offered)) == 5
        states = [doing(agent).state for agent in agents]
        assert (states.count(AgentState.RESERVED), states.count(AgentState.READY)) == (5, 11)

    def test_one_agent_in_four_windows_gets_one_call(self):
        agent = ready_agent()
        where = campaign(agent.region)
        for _ in range(4):
            queued_call(where)
        offered = [call for call in at_once(offer_next_call, [agent] * 4) if call]
        assert len(offered) == 1
        assert Call.objects.filter(state=CallState.QUEUED).count() == 3
        assert agent.time_in_states.filter(ended_at=None).count() == 1
