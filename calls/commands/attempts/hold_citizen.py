from accounts.models import User
from calls.models import Call
from calls.queries.live_leg import live_leg
from telephony.commands.hold_leg import hold_leg
from telephony.states import LegRole


def hold_citizen(call: Call, *, agent: User, on: bool) -> None:
    """The citizen waits with music, or is back in the conversation. Talks to the outside, so not in a transaction.

    Refuses (LegHasMovedOn) when their leg is over, or cannot be changed now.
    """
    hold_leg(live_leg(call, agent=agent, role=LegRole.CITIZEN), on=on)
