from accounts.models import User
from calls.models import Call
from calls.queries.live_leg import live_leg
from telephony.commands.mute_leg import mute_leg
from telephony.states import LegRole


def mute_agent(call: Call, *, agent: User, on: bool) -> None:
    """The citizen no longer hears the agent, or hears them again. Talks to the outside, so not in a transaction.

    Refuses (LegHasMovedOn) when the agent's leg is over, or cannot be changed now.
    """
    mute_leg(live_leg(call, agent=agent, role=LegRole.AGENT), on=on)
