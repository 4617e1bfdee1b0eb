import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from calls.commands.offers.return_offer import return_offer
from calls.models import Call
from calls.states import CallState
from journal.refusals import Refusal
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import NO_ANSWER_TO_OFFER
from workforce.states import AgentState

log = logging.getLogger(__name__)


def take_back_stale_offers(*, now: datetime | None = None) -> int:
    """Offers that nobody answered within their lease go to somebody else; the agents pause. Returns how many.

    Each one is a transaction of its own: an agent who accepts in this very moment keeps the call.
    """
    stale = Call.objects.filter(state=CallState.OFFERED, lease_until__lt=now or timezone.now())
    return sum(_was_taken_back(call) for call in stale)


def _was_taken_back(call: Call) -> bool:
    """Whether the offer could be ended; it cannot when it was answered a moment ago."""
    try:
        with transaction.atomic():
            reason = give_system_pause(call.region_id, NO_ANSWER_TO_OFFER)
            return_offer(call, AgentState.PAUSED, reason=reason)
    except Refusal as refusal:
        log.info("offer of call %s was not taken back: %s", call.pk, refusal.code)
        return False
    return True
