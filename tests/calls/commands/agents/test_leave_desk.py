import pytest

from accounts.events import SignedOut
from calls.commands.agents.leave_desk import leave_desk
from calls.queries.at_work import doing
from calls.refusals import CallIsUnderWay
from tests.factories.accounts import supervisor
from tests.factories.calls import ready_agent
from tests.telephony.company import talking_attempt
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def signed_out(user):
    return SignedOut(user_id=user.pk, region_id=user.region_id)


def test_an_agent_who_signs_out_is_offered_nothing_more():
    agent = ready_agent()
    leave_desk(signed_out(agent))
    assert doing(agent).state == AgentState.OFFLINE


def test_nobody_signs_out_with_a_citizen_on_the_line():
    attempt = talking_attempt()
    with pytest.raises(CallIsUnderWay):
        leave_desk(signed_out(attempt.agent))
    assert doing(attempt.agent).state == AgentState.TALKING


def test_somebody_who_has_no_desk_may_sign_out():
    leave_desk(signed_out(supervisor(ready_agent().region)))
