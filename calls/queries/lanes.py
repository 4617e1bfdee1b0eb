"""Which lanes an agent serves, and where the most urgent call waits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.utils import timezone

from accounts.models import Region, User
from calls.models import Campaign, Lane
from calls.queries.claims import SERVED
from elearning.models import Certificate, Course
from telephony.queries.hours import open_for_calls

LANES_OF_AGENTS = f"""
    SELECT served.agent_id, served.lane_id FROM ({SERVED}) served
      JOIN accounts_user agent ON agent.id = served.agent_id AND agent.region_id = ANY (%(regions)s)
     ORDER BY served.lane_id"""  # noqa: S608 (constants of our own)


LANES_BY_URGENCY = """
    SELECT lane.id
      FROM unnest(%(lanes)s::bigint[]) AS lane (id)
     CROSS JOIN LATERAL (
           SELECT call.rank, call.id FROM calls_call call
            WHERE call.lane_id = lane.id AND call.state = 'queued'
            ORDER BY call.rank, call.id LIMIT 1) AS head
     ORDER BY head.rank, head.id"""


def lanes_of_agents(
    agents: Iterable[int], regions: Iterable[Region], now: datetime, *, among: Iterable[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """The lanes that agents may take calls from at `now`, by the agent's id; who may take none is left out.

    An agent serves the lanes of their region's campaigns that are on and have a script on air, in the languages
    they speak, and for which they hold every certificate. Only lanes of `regions`, which the caller knows to be
    open, and only those `among` the given ones count.
    """
    asked = {
        "agents": list(agents),
        "regions": [region.pk for region in regions],
        "among": None if among is None else list(among),
        "now": now,
    }
    found: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    with connection.cursor() as cursor:
        cursor.execute(LANES_OF_AGENTS, asked)
        for agent_id, lane_id in cursor.fetchall():
            found[agent_id] += (lane_id,)
    return dict(found)


def busy_lanes() -> set[int]:
    """Every lane that has a call in the queue, in any region: one index entry a lane."""
    return set(lanes_by_urgency(Lane.objects.values_list("pk", flat=True)))


def open_regions_of(lanes: Iterable[int], now: datetime) -> list[Region]:
    """The regions of some lanes whose people may be called at `now`."""
    regions = Region.objects.filter(campaigns__lanes__in=list(lanes)).distinct()
    return [region for region in regions if open_for_calls(region, now)]


def lanes_by_urgency(lanes: Iterable[int]) -> list[int]:
    """Those of `lanes` that are not empty, the one with the most urgent call first: one index entry each."""
    with connection.cursor() as cursor:
        cursor.execute(LANES_BY_URGENCY, {"lanes": list(lanes)})
        return [lane_id for (lane_id,) in cursor.fetchall()]


def missing_courses(agent: User, now: datetime | None = None) -> list[tuple[Campaign, Course]]:
    """What the agent has yet to learn: each campaign of their region that is on, with each course it waits for."""
    held = (
        Certificate.objects.filter(user=agent)
        .valid(now or timezone.now())
        .values_list("course_id", flat=True)
    )
    certified = set(held)
    campaigns = Campaign.objects.filter(region=agent.region, is_on=True).prefetch_related("required_courses")
    return [
        (campaign, course)
        for campaign in campaigns
        for course in campaign.required_courses.all()
        if course.pk not in certified
    ]
