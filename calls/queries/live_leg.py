"""Which leg a button is about."""

from accounts.models import User
from calls.models import Attempt, Call
from telephony.models import Leg
from telephony.refusals import LegHasMovedOn
from telephony.states import LegRole, LegState


def live_leg(call: Call, *, agent: User, role: LegRole) -> Leg:
    """The agent's or the citizen's leg in the agent's running conversation; refuses when it is over."""
    rooms = Attempt.objects.filter(call=call, call__held_by=agent, ended_at=None).values("room")
    answered = Leg.objects.filter(role=role, state=LegState.ANSWERED, hang_up_wanted=False)
    leg = answered.filter(room__in=rooms).exclude(provider_ref=None).select_related("room").first()
    if leg is None:
        raise LegHasMovedOn
    return leg
