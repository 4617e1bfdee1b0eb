"""What the citizen's line of an attempt tells about it."""

import pytest
from django.utils import timezone

from calls.models import Leg
from calls.states import LegState
from calls.telephony.legs import has_dead_number


@pytest.mark.parametrize(("ringing_at", "is_dead"), [(None, True), (timezone.now(), False)])
def test_a_number_that_has_rung_is_not_dead(ringing_at, is_dead):
    leg = Leg(state=LegState.FAILED, provider_ref="CA1", error_code="13224", ringing_at=ringing_at)
    assert has_dead_number(leg) is is_dead
