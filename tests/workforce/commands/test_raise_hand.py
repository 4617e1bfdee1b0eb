from datetime import timedelta

import pytest
from django.utils import timezone

from journal.models import Entry
from tests.factories.calls import present_agent
from workforce.commands.raise_hand import raise_hand
from workforce.models import Presence
from workforce.refusals import SignOnFirst
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def test_a_hand_is_up_since_it_was_raised_first():
    agent, now = present_agent(state=AgentState.TALKING), timezone.now()
    raise_hand(agent, now=now)
    raise_hand(agent, now=now + timedelta(minutes=1))
    assert Presence.objects.get(agent=agent).hand_raised_at == now
    assert Entry.objects.get(name="workforce.hand_raised").actor == agent


def test_somebody_offline_has_no_hand():
    with pytest.raises(SignOnFirst):
        raise_hand(present_agent(state=AgentState.OFFLINE))
