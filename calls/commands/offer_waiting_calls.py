from datetime import datetime

from django.utils import timezone

from calls.commands.offer_next_call import offer_next_call
from calls.models import Presence
from calls.queries import lanes_by_urgency, lanes_of_agents


def offer_waiting_calls(*, now: datetime | None = None) -> int:
    """Offer queued calls to ready agents until the calls or the agents run out. Returns how many were offered.

    1. Find the ready agents, longest idle first, and the lanes each may serve.
    2. See which of those lanes have calls; mostly none has, and that is all.
    3. Offer each agent one call, in a transaction of its own. A lane that was found empty is not asked again.
    """
    now = now or timezone.now()
    agents = [presence.agent for presence in Presence.objects.ready().select_related("agent__region")]
    lanes = lanes_of_agents(agents, now) if agents else {}
    busy = set(lanes_by_urgency(set().union(*lanes.values())))
    offered = 0
    for agent in agents:
        theirs = busy.intersection(lanes[agent.pk])
        if not theirs:
            continue
        if offer_next_call(agent, lanes=theirs, now=now):
            offered += 1
        else:
            busy.intersection_update(lanes_by_urgency(busy))
    return offered
