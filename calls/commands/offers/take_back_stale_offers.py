from datetime import datetime

from django.db import transaction
from django.utils import timezone

from calls.commands.offers.return_offer import return_offer
from calls.models import Call
from calls.states import CallState
from journal.sweeping import sweep
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import NO_ANSWER_TO_OFFER
from workforce.states import AgentState


def take_back_stale_offers(*, now: datetime | None = None) -> int:
    """Offers that nobody answered within their lease go to somebody else; the agents pause. Returns how many.

    Each one is a transaction of its own: an agent who accepts in this very moment keeps the call.
    """
    stale = Call.objects.filter(state=CallState.OFFERED, lease_until__lt=now or timezone.now())
    return sweep(stale, _take_back, left="not taken back, the offer of call")


@transaction.atomic
def _take_back(call: Call) -> None:
    """End the offer; refused when it was answered a moment ago."""
    reason = give_system_pause(call.region_id, NO_ANSWER_TO_OFFER)
    return_offer(call, AgentState.PAUSED, reason=reason)
