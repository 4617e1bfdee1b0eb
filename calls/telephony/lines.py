"""Which of our rows a button is about."""

from accounts.models import User
from calls.models import Call, Leg
from calls.models.lines import LegRole
from calls.refusals import LegHasMovedOn
from calls.states import LegState


def live_line(call: Call, *, agent: User, role: LegRole) -> Leg:
    """The agent's or the citizen's line in the agent's running conversation; refuses when it is over."""
    answered = Leg.objects.filter(role=role, state=LegState.ANSWERED, hang_up_wanted=False)
    mine = answered.filter(attempt__call=call, attempt__agent=agent, attempt__ended_at=None)
    leg = mine.exclude(provider_ref=None).select_related("attempt").first()
    if leg is None:
        raise LegHasMovedOn
    return leg
