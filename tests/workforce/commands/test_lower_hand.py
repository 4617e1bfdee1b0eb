import pytest
from django.utils import timezone

from journal.models import Entry
from tests.cast import bruno
from tests.factories.calls import ready_agent
from workforce.commands.lower_hand import lower_hand
from workforce.models import Presence

pytestmark = pytest.mark.django_db


def test_the_journal_says_who_answered():
    agent = ready_agent(hand_raised_at=timezone.now())
    supervisor = bruno(agent.region)
    lower_hand(agent, by=supervisor)
    assert Presence.objects.get(agent=agent).hand_raised_at is None
    assert Entry.objects.get(name="workforce.hand_lowered").actor == supervisor


def test_a_hand_that_is_down_makes_no_news():
    agent = ready_agent()
    lower_hand(agent, by=agent)
    assert not Entry.objects.exists()
