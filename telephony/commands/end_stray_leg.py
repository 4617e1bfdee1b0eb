import logging

from journal.outbox import OutcomeUnknown, Rejected
from telephony.connection import company

log = logging.getLogger(__name__)


def end_stray_leg(ref: str) -> bool:
    """Hang up a line that belongs to no leg of ours: a second ring for the same one. Talks to the outside.

    True when it is over. When this fails, the line's own next news brings it here again.
    """
    try:
        company().end_leg(ref)
    except (Rejected, OutcomeUnknown) as trouble:
        log.warning("the stray line %s could not be ended: %s", ref, trouble)
        return False
    return True
