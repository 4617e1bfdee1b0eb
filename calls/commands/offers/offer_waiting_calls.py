from datetime import datetime

from django.utils import timezone

from accounts.models import User
from calls.commands.offers.offer_next_call import offer_next_call
from calls.queries.at_work import free_agents
from calls.queries.lanes import busy_lanes, lanes_by_urgency, lanes_of_agents, open_regions_of


def offer_waiting_calls(*, now: datetime | None = None) -> int:
    """Offer queued calls to ready agents until the calls or the agents run out. Returns how many were offered.

    1. See which lanes have calls, and which of their regions are open; mostly none, and that is all.
    2. Find the ready agents of those regions, longest idle first, and the lanes each may serve.
    3. Offer each agent one call, in a transaction of its own. A lane that was found empty is not asked again.
    """
    now = now or timezone.now()
    busy = busy_lanes()
    regions = open_regions_of(busy, now) if busy else []
    ready = free_agents(regions)
    lanes = lanes_of_agents(ready, regions, now, among=busy) if ready else {}
    offered = 0
    for agent_id in ready:
        theirs = busy.intersection(lanes.get(agent_id, ()))
        if not theirs:
            continue
        if offer_next_call(User.objects.get(pk=agent_id), lanes=theirs, now=now):
            offered += 1
        else:
            busy.intersection_update(lanes_by_urgency(busy))
    return offered
