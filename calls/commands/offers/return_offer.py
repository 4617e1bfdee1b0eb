import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from calls.commands.move_call import move_call
from calls.events import CallReturned
from calls.models import Call
from calls.refusals import CallHasMovedOn
from calls.rules.ranking import rank_of
from calls.states import CallState
from workforce.commands.change_presence import change_presence
from workforce.models import PauseReason
from workforce.states import AgentState


@transaction.atomic(savepoint=False)
def return_offer(
    call: Call,
    agent_becomes: AgentState,
    *,
    reason: PauseReason | None = None,
    not_before: datetime | None = None,
    by: User | None = None,
    now: datetime | None = None,
) -> Call:
    """Take an offered call off its agent's screen, whatever the cause; call and agent move together.

    1. Make sure that it is still this offer: `call` has the token that the offer gave it.
    2. The call goes back to its old place in the queue, or waits until `not_before` (aware); what was promised
       stays promised. It gets a new token, so the page that still shows the offer can do nothing. Announce it.
    3. The agent becomes ready, offline, or paused for `reason`.

    Refuses with CallHasMovedOn when the offer has ended already.
    """
    offer = _this_offer(call)
    holder = offer.held_by_id
    assert holder is not None
    state, place = _place_of(offer, not_before)
    free: dict[str, Any] = {"held_by": None, "lease_until": None, "token": uuid.uuid4()}
    move_call(offer, state, CallReturned, by=by, now=now, **place, **free)
    change_presence(holder, agent_becomes, reason=reason, by=by, now=now)
    return offer


def _this_offer(call: Call) -> Call:
    """The call, locked, while it lies on an agent's screen by the offer that `call` knows of."""
    offers = Call.objects.filter(pk=call.pk, state=CallState.OFFERED, token=call.token)
    offer = offers.select_related("campaign").select_for_update(of=("self",), no_key=True).first()
    if offer is None:
        raise CallHasMovedOn
    return offer


def _place_of(offer: Call, not_before: datetime | None) -> tuple[CallState, dict[str, Any]]:
    """Where it goes: into the queue, or to wait for a later moment."""
    if not_before is None:
        return CallState.QUEUED, {}
    rank = rank_of(not_before, offer.campaign.priority, offer.promised_for)
    return CallState.WAITING, {"due_at": not_before, "rank": rank}
