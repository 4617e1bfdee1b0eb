"""Who is doing what, on one region's floor, now."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from accounts.models import Region
from calls.models import Attempt
from calls.queries.at_work import Doing, held_in
from calls.states import Outcome
from supervision.rules.alarms import Alarm, alarm_of
from workforce.models import Presence
from workforce.states import AgentState

SHOWN_OFFLINE_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class AgentRow:
    """One agent on the floor."""

    doing: Doing
    calls_today: int
    reached_today: int
    alarm: Alarm | None

    @property
    def needs_help(self) -> bool:
        """The hand is up."""
        return self.doing.presence.hand_raised_at is not None


def agents_on_floor(region: Region, now: datetime, since: datetime) -> list[AgentRow]:
    """Everybody signed on, or gone for less than half an hour; raised hands first, then alarms, then by name.

    `since` is the start of the region's day (aware). Three queries, however many agents.
    """
    present = (
        Presence.objects.filter(region=region, agent__is_active=True)
        .exclude(state=AgentState.OFFLINE, since__lt=now - SHOWN_OFFLINE_FOR)
        .select_related("agent__team", "reason")
    )
    done = figures_by_agent(region, since)
    held = held_in(region)
    at_work = [Doing(presence, held.get(presence.agent_id)) for presence in present]
    rows = [row_of(doing, done, now) for doing in at_work]
    return sorted(
        rows, key=lambda row: (not row.needs_help, row.alarm is None, str(row.doing.presence.agent))
    )


@dataclass(frozen=True)
class StateCount:
    """How many agents are in one state."""

    state: AgentState
    count: int


def states_of(rows: list[AgentRow]) -> list[StateCount]:
    """How many are ready, in conversation and so on, who has gone last; states that nobody is in are left out."""
    found = Counter(row.doing.state for row in rows)
    in_order = sorted(AgentState, key=lambda state: state == AgentState.OFFLINE)
    return [StateCount(state, found[state]) for state in in_order if found[state]]


def row_of(doing: Doing, done: dict[int, tuple[int, int]], now: datetime) -> AgentRow:
    """One agent with the day's figures and what deserves attention."""
    calls, reached = done.get(doing.presence.agent_id, (0, 0))
    reason = doing.presence.reason
    max_minutes = reason.max_minutes if reason else None
    alarm = alarm_of(state=doing.state, since=doing.since, now=now, max_minutes=max_minutes)
    return AgentRow(doing, calls, reached, alarm)


def figures_by_agent(region: Region, since: datetime) -> dict[int, tuple[int, int]]:
    """Attempts that rang, and people reached, since then, by agent."""
    reached = Count("id", filter=Q(outcome=Outcome.REACHED))
    rows = Attempt.objects.counted().filter(region=region, began_at__gte=since).values("agent_id").order_by()
    return {
        row["agent"]: (row["all"], row["reached"])
        for row in rows.values(agent=F("agent_id")).annotate(all=Count("id"), reached=reached)
    }
