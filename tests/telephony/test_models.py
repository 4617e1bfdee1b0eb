"""What the citizen's line of an attempt tells about it."""

import pytest
from django.utils import timezone

from telephony.models import Leg
from telephony.states import Fault, LegState


@pytest.mark.parametrize(("ringing_at", "is_dead"), [(None, True), (timezone.now(), False)])
def test_a_number_that_has_rung_is_not_dead(ringing_at, is_dead):
    leg = Leg(state=LegState.FAILED, provider_ref="CA1", fault=Fault.WRONG_NUMBER, ringing_at=ringing_at)
    assert leg.has_dead_number is is_dead
