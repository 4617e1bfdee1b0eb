import pytest

from accounts.events import SignedOut
from calls.commands.leave_desk import leave_desk
from calls.models import Presence
from calls.states import AgentState
from tests.calls.telephony.company import talking_attempt
from tests.factories.accounts import supervisor
from tests.factories.calls import ready_agent

pytestmark = pytest.mark.django_db


def signed_out(user):
    return SignedOut(user_id=user.pk, region_id=user.region_id)


def test_an_agent_who_signs_out_is_offered_nothing_more():
    agent = ready_agent()
    leave_desk(signed_out(agent))
    assert Presence.objects.get(agent=agent).state == AgentState.OFFLINE


def test_a_conversation_is_not_cut_off():
    attempt = talking_attempt()
    leave_desk(signed_out(attempt.agent))
    assert Presence.objects.get(agent=attempt.agent).state == AgentState.TALKING


def test_somebody_who_has_no_desk_may_sign_out():
    leave_desk(signed_out(supervisor(ready_agent().region)))
