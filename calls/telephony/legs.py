"""What the citizen's line of an attempt tells about it."""

from calls.models import Leg
from calls.states import LegState
from calls.telephony.errors import blames_the_number


def was_rung(citizen: Leg) -> bool:
    """Whether this try reached the person's line, or the network found that there is none."""
    if citizen.ringing_at or citizen.answered_at:
        return True
    return citizen.state in (LegState.BUSY, LegState.NO_ANSWER) or has_dead_number(citizen)


def has_dead_number(citizen: Leg) -> bool:
    """Whether the line failed because of its number. One that has rung exists, whatever it failed of afterwards."""
    if citizen.ringing_at or citizen.answered_at:
        return False
    was_placed = citizen.provider_ref is not None
    return citizen.state == LegState.FAILED and blames_the_number(citizen.error_code, was_placed=was_placed)
