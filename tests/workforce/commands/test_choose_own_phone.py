import pytest

from calls.commands.offers.accept_call import accept_call
from telephony.models import Leg
from telephony.refusals import NumberMayNotBeCalled
from tests.factories.calls import offered_call, ready_agent
from workforce.commands.choose_own_phone import choose_own_phone
from workforce.models import Presence

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["0470 12 34 56", "+32 470 12 34 56"])
def test_a_number_is_kept_as_the_telephone_company_wants_it(typed):
    agent = ready_agent()
    assert choose_own_phone(agent, phone=typed, country="BE") == "+32470123456"
    assert Presence.objects.get(agent=agent).own_phone == "+32470123456"


@pytest.mark.parametrize(
    "typed", ["112", "0900 12 345", "0900 123 456", "+881 6 12345678", "1212", "not a number"]
)
def test_what_cannot_be_rung_is_refused(typed):
    agent = ready_agent()
    with pytest.raises(NumberMayNotBeCalled):
        choose_own_phone(agent, phone=typed, country="BE")


def test_nothing_means_the_browser_again():
    agent = ready_agent()
    choose_own_phone(agent, phone="0470 12 34 56", country="BE")
    assert choose_own_phone(agent, phone=" ", country="BE") == ""


def test_the_agents_own_telephone_rings_at_the_next_call():
    call = offered_call()
    choose_own_phone(call.held_by, phone="0470 12 34 56", country="BE")
    accept_call(call, agent=call.held_by, token=call.token)
    assert Leg.objects.get(role="agent").to == "+32470123456"
