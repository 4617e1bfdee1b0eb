from accounts.models import User
from calls.models import Call
from calls.models.lines import LegRole
from calls.refusals import LegHasMovedOn
from calls.telephony import telephony
from calls.telephony.lines import live_line
from calls.telephony.port import OutcomeUnknown, Rejected


def mute_line(call: Call, *, agent: User, on: bool) -> None:
    """The citizen no longer hears the agent, or hears them again. Talks to the outside, so not in a transaction.

    Refuses (LegHasMovedOn) when the line is over, or cannot be changed now.
    """
    leg = live_line(call, agent=agent, role=LegRole.AGENT)
    try:
        telephony().mute_leg(leg.attempt.key, leg.provider_ref or "", on=on)
    except (Rejected, OutcomeUnknown):
        raise LegHasMovedOn from None
    leg.is_muted = on
    leg.save(update_fields=["is_muted"])
