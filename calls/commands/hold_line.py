from accounts.models import User
from calls.models import Call
from calls.models.lines import LegRole
from calls.refusals import LegHasMovedOn
from calls.telephony import telephony
from calls.telephony.lines import live_line
from calls.telephony.port import OutcomeUnknown, Rejected


def hold_line(call: Call, *, agent: User, on: bool) -> None:
    """The citizen waits with music, or is back in the conversation. Talks to the outside, so not in a transaction.

    Refuses (LegHasMovedOn) when the line is over, or cannot be changed now.
    """
    leg = live_line(call, agent=agent, role=LegRole.CITIZEN)
    try:
        telephony().hold_leg(leg.attempt.key, leg.provider_ref or "", on=on)
    except (Rejected, OutcomeUnknown):
        raise LegHasMovedOn from None
    leg.is_held = on
    leg.save(update_fields=["is_held"])
