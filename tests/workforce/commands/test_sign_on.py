from datetime import timedelta

import pytest
from django.utils import timezone

from journal.refusals import NotYours
from tests.cast import amina
from tests.factories.calls import present_agent
from workforce.commands.sign_on import sign_on
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_an_agent_who_sits_down_is_not_ready_yet():
    now = timezone.now()
    presence = sign_on(amina(), now=now)
    assert (presence.state, presence.signed_on_at, presence.seen_at) == (AgentState.OFFLINE, now, now)


def test_loading_the_page_again_changes_nothing_but_the_heartbeat():
    agent = present_agent(state=AgentState.PAUSED, since=timezone.now() - timedelta(hours=1))
    now = timezone.now()
    presence = sign_on(agent, now=now)
    assert (presence.state, presence.seen_at) == (AgentState.PAUSED, now)
    assert presence.signed_on_at < now


def test_somebody_without_a_region_has_no_desk():
    agent = amina()
    agent.region = None
    with pytest.raises(NotYours):
        sign_on(agent)
