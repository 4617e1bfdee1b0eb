import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.change_presence import change_presence
from calls.events import CallOffered
from calls.models import Call
from calls.queries.lanes import lanes_by_urgency, lanes_of
from calls.refusals import AgentHasMovedOn
from calls.states import AgentState, CallState
from journal.announce import announce


def offer_next_call(
    agent: User, *, lanes: Iterable[int] | None = None, now: datetime | None = None
) -> Call | None:
    """Put the most urgent call that a ready agent may take on their screen. No two agents ever get the same one.

    1. Find the lanes they may serve now (or take `lanes`, if somebody has just found them).
    2. Lock the first call of the most urgent lane, leaving out those that somebody else is just taking.
    3. Reserve the agent, offer the call: for the seconds of settings.OFFER_LEASE_SECONDS, under a new token.
    4. Announce it.

    None when there is nothing for them, or when they are not ready (any more): a second window changes nothing.
    """
    now = now or timezone.now()
    urgent = lanes_by_urgency(lanes_of(agent, now) if lanes is None else lanes)
    try:
        with transaction.atomic():
            call = first_free_call(urgent)
            return call and offer(call, agent, now)
    except AgentHasMovedOn:
        return None


def first_free_call(lanes: list[int]) -> Call | None:
    """Lock the head of the first lane that has a call nobody else holds locked: one index entry a lane."""
    for lane in lanes:
        queue = Call.objects.filter(lane_id=lane, state=CallState.QUEUED).order_by("rank", "id")
        call = queue.select_for_update(skip_locked=True, no_key=True).first()
        if call:
            return call
    return None


def offer(call: Call, agent: User, now: datetime) -> Call:
    """Reserve the agent, then move the call: the agent's move waits for their other window, and then refuses."""
    change_presence(agent.pk, AgentState.RESERVED, call=call, now=now)
    lease_until = now + timedelta(seconds=settings.OFFER_LEASE_SECONDS)
    call.move_to(CallState.OFFERED, held_by=agent, lease_until=lease_until, token=uuid.uuid4())
    announce(CallOffered(region_id=call.region_id, call_id=call.pk, agent_id=agent.pk))
    return call
