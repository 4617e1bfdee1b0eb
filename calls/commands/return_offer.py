import uuid
from datetime import datetime

from django.db import transaction

from calls.commands.change_presence import change_presence
from calls.events import CallReturned
from calls.models import Call, PauseReason
from calls.refusals import CallHasMovedOn
from calls.rules.ranking import rank_of
from calls.states import AgentState, CallState
from journal.announce import announce


@transaction.atomic
def return_offer(
    call: Call,
    agent_becomes: AgentState,
    *,
    reason: PauseReason | None = None,
    not_before: datetime | None = None,
) -> Call:
    """Take an offered call off its agent's screen, whatever the cause; call and agent move together.

    1. Make sure that it is still this offer: `call` has the token that the offer gave it.
    2. The call goes back to its old place in the queue, or waits until `not_before` (aware); what was promised
       stays promised. It gets a new token, so the page that still shows the offer can do nothing.
    3. The agent becomes ready, offline, or paused for `reason`.
    4. Announce it.

    Refuses with CallHasMovedOn when the offer has ended already.
    """
    offer = this_offer(call)
    holder = offer.held_by_id
    assert holder is not None
    put_back(offer, not_before)
    change_presence(holder, agent_becomes, reason=reason)
    announce(CallReturned(region_id=offer.region_id, call_id=offer.pk, agent_id=holder))
    return offer


def this_offer(call: Call) -> Call:
    """The call, locked, while it lies on an agent's screen by the offer that `call` knows of."""
    offers = Call.objects.filter(pk=call.pk, state=CallState.OFFERED, token=call.token)
    offer = offers.select_related("campaign").select_for_update(of=("self",), no_key=True).first()
    if offer is None:
        raise CallHasMovedOn
    return offer


def put_back(offer: Call, not_before: datetime | None) -> None:
    """Let go of the call: into the queue, or to wait for a later moment."""
    free = {"held_by": None, "lease_until": None, "token": uuid.uuid4()}
    if not_before is None:
        offer.move_to(CallState.QUEUED, **free)
    else:
        rank = rank_of(not_before, offer.campaign.priority, offer.promised_for)
        offer.move_to(CallState.WAITING, due_at=not_before, rank=rank, **free)
