"""An agent's day in figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from calls.models import Attempt
from calls.states import Outcome
from workforce.queries import time_by_state


@dataclass(frozen=True)
class AgentDay:
    """One agent's work since midnight at their place. Attempts that rang nobody are not among it."""

    attempts: int
    reached: int
    talking: timedelta
    by_state: dict[str, timedelta]


def agent_day(agent: User, now: datetime) -> AgentDay:
    """What the agent has done today, on the clock of their region, up to `now`."""
    zone = ZoneInfo(agent.region.time_zone) if agent.region else timezone.get_current_timezone()
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    answered = Coalesce("hung_up_at", "ended_at", now) - F("answered_at")
    totals = Attempt.objects.filter(agent=agent, began_at__gte=midnight, began_at__lte=now).aggregate(
        attempts=Count("pk", filter=Q(is_counted=True)),
        reached=Count("pk", filter=Q(is_counted=True, outcome=Outcome.REACHED)),
        talking=Coalesce(Sum(answered), timedelta()),
    )
    return AgentDay(**totals, by_state=time_by_state(agent, midnight, now))
