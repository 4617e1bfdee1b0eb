from journal.outbox import OutcomeUnknown, Rejected
from telephony.connection import company
from telephony.models import Leg
from telephony.refusals import LegHasMovedOn


def mute_leg(leg: Leg, *, on: bool) -> None:
    """The room no longer hears this leg, or hears it again. Talks to the outside.

    Refuses (LegHasMovedOn) when it is over, or cannot be changed now. Not in a transaction.
    """
    try:
        company().mute_leg(leg.room.key, leg.provider_ref or "", on=on)
    except (Rejected, OutcomeUnknown):
        raise LegHasMovedOn from None
    leg.is_muted = on
    leg.save(update_fields=["is_muted"])
