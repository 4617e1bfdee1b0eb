from journal.outbox import OutcomeUnknown, Rejected
from telephony.connection import company
from telephony.models import Leg
from telephony.refusals import LegHasMovedOn


def hold_leg(leg: Leg, *, on: bool) -> None:
    """Whoever is on this leg waits with music, or is back in the conversation. Talks to the outside.

    Refuses (LegHasMovedOn) when it is over, or cannot be changed now. Not in a transaction.
    """
    try:
        company().hold_leg(leg.room.key, leg.provider_ref or "", on=on)
    except (Rejected, OutcomeUnknown):
        raise LegHasMovedOn from None
    leg.is_held = on
    leg.save(update_fields=["is_held"])
