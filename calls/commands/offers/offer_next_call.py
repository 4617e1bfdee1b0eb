import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.move_call import move_call
from calls.events import CallOffered
from calls.models import Call
from calls.queries.lanes import lanes_by_urgency, lanes_of
from calls.states import CallState
from workforce.models import Presence
from workforce.states import AgentState


def offer_next_call(
    agent: User, *, lanes: Iterable[int] | None = None, now: datetime | None = None
) -> Call | None:
    """Put the most urgent call that a ready agent may take on their screen. No two agents ever get the same one.

    1. Find the lanes they may serve now (or take `lanes`, if somebody has just found them).
    2. Lock the agent's presence, if they are ready and hold no call.
    3. Lock the first call of the most urgent lane, leaving out those that somebody else is just taking.
    4. Offer it: for the seconds of settings.OFFER_LEASE_SECONDS, under a new token. Announce it.

    None when there is nothing for them, or when they are not ready (any more): a second window changes nothing.
    """
    now = now or timezone.now()
    urgent = lanes_by_urgency(lanes_of(agent, now) if lanes is None else lanes)
    if not urgent:
        return None
    with transaction.atomic():
        call = _first_free_call(urgent) if _is_free(agent) else None
        return call and _offer(call, agent, now)


def _is_free(agent: User) -> bool:
    """Whether the agent is ready and holds no call. Their presence stays locked: their other window waits for us."""
    ready = Presence.objects.filter(agent=agent, state=AgentState.READY)
    if not ready.select_for_update(no_key=True).values_list("pk"):
        return False
    return not Call.objects.held_by(agent).exists()


def _first_free_call(lanes: list[int]) -> Call | None:
    """Lock the head of the first lane that has a call nobody else holds locked: one index entry a lane."""
    for lane in lanes:
        queue = Call.objects.filter(lane_id=lane, state=CallState.QUEUED).order_by("rank", "id")
        call = queue.select_for_update(skip_locked=True, no_key=True).first()
        if call:
            return call
    return None


def _offer(call: Call, agent: User, now: datetime) -> Call:
    lease_until = now + timedelta(seconds=settings.OFFER_LEASE_SECONDS)
    return move_call(
        call,
        CallState.OFFERED,
        CallOffered,
        now=now,
        held_by=agent,
        lease_until=lease_until,
        token=uuid.uuid4(),
    )
