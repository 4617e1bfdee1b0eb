from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from calls.events import CallOffered
from calls.models import Call
from calls.queries.claims import claim
from journal.announce import announce, reactions_to
from journal.constraints import broken_constraint
from telephony.queries.hours import open_as_last_read

ONE_CALL_AN_AGENT = "one_call_per_agent"


def offer_next_call(
    agent: User, *, lanes: Iterable[int] | None = None, now: datetime | None = None
) -> Call | None:
    """Put the most urgent call that a ready agent may take on their screen. No two agents ever get the same one.

    1. Nobody is offered anything while their region is closed, as far as we know: whoever rings reads the hours
       anew. `lanes`, if somebody has just found them, are known to be open.
    2. One statement (calls/queries/claims.py) finds the lanes they serve, takes the first call that nobody else is just
       taking, gives it to them for the seconds of settings.OFFER_LEASE_SECONDS, under a new token, and writes the
       journal's line.
    3. Announce it.

    None when there is nothing for them, or when they are not ready or hold a call: a second window changes nothing.
    Inside another transaction the caller has locked the agent's presence.
    """
    now = now or timezone.now()
    if lanes is None and (agent.region_id is None or not open_as_last_read(agent.region_id, now)):
        return None
    try:
        # The one statement commits itself, which saves two round trips of three. What follows from it would not.
        with transaction.atomic(savepoint=False) if reactions_to(CallOffered) else nullcontext():
            return _offered(agent, lanes, now)
    except IntegrityError as error:
        # Their other window was faster by less than a statement.
        if connection.in_atomic_block or broken_constraint(error) != ONE_CALL_AN_AGENT:
            raise
        return None


def _offered(agent: User, lanes: Iterable[int] | None, now: datetime) -> Call | None:
    lease_until = now + timedelta(seconds=settings.OFFER_LEASE_SECONDS)
    claimed = claim(agent.pk, now=now, lease_until=lease_until, among=lanes)
    if claimed is None:
        return None
    call, entry_id = claimed
    announce(CallOffered(region_id=call.region_id, call_id=call.pk, agent_id=agent.pk), written_as=entry_id)
    return call
