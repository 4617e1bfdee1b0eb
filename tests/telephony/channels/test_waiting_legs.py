from datetime import timedelta

import pytest
from django.utils import timezone

from telephony.models import Leg
from telephony.states import LegState
from tests.telephony.company import dialling_attempt, leg_of, open_company, place_waiting_legs

pytestmark = pytest.mark.django_db


def test_a_line_whose_order_was_lost_is_placed_and_the_citizens_waits_for_the_agent(monkeypatch):
    company, attempt = open_company(monkeypatch), dialling_attempt()
    assert place_waiting_legs() == 1
    assert [wish.leg for wish in company.placed] == [leg_of(attempt, "agent").key]
    assert leg_of(attempt, "citizen").state == LegState.PLANNED


def test_a_line_that_is_to_be_tried_later_waits_for_its_time(monkeypatch):
    company, _attempt = open_company(monkeypatch), dialling_attempt()
    Leg.objects.filter(role="agent").update(check_at=timezone.now() + timedelta(hours=1))
    assert place_waiting_legs() == 0
    assert company.placed == []
