"""Who is doing what, on one region's floor, now."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from accounts.fields import in_language
from accounts.models import Region
from calls.models import Attempt
from calls.queries.at_work import OnCall, held_in
from calls.states import Outcome
from supervision.rules.alarms import Alarm, alarm_of
from workforce.models import Presence
from workforce.states import AgentState

SHOWN_OFFLINE_FOR = timedelta(minutes=30)
COLUMNS = (
    "agent_id",
    "agent__first_name",
    "agent__last_name",
    "agent__username",
    "agent__team__name",
    "state",
    "since",
    "hand_raised_at",
    "reason__labels",
    "reason__max_minutes",
)
"""What a row says of an agent. Whole models would cost five times as much, and unseal a telephone number each."""


@dataclass(frozen=True, slots=True)
class AgentRow:
    """One agent on the floor, in the words of the screen's language. Equal rows are drawn alike.

    `since` (aware) is when the state began; `spoken` is the language that the citizen is called in.
    """

    agent_id: int
    name: str
    team: str
    state: AgentState
    since: datetime
    reason: str
    campaign: str
    spoken: str
    calls_today: int
    reached_today: int
    hand_raised_at: datetime | None
    alarm: Alarm | None

    @property
    def needs_help(self) -> bool:
        """The hand is up."""
        return self.hand_raised_at is not None


def agents_on_floor(region: Region, now: datetime, since: datetime) -> list[AgentRow]:
    """Everybody signed on, or gone for less than half an hour; raised hands first, then alarms, then by name.

    `since` is the start of the region's day (aware). Three queries, however many agents.
    """
    present = (
        Presence.objects.filter(region=region, agent__is_active=True)
        .exclude(state=AgentState.OFFLINE, since__lt=now - SHOWN_OFFLINE_FOR)
        .values_list(*COLUMNS)
    )
    done = figures_by_agent(region, since)
    held = held_in(region)
    rows = [row_of(each, held.get(each[0]), done.get(each[0], (0, 0)), now) for each in present]
    return sorted(rows, key=lambda row: (row.hand_raised_at is None, row.alarm is None, row.name))


@dataclass(frozen=True)
class StateCount:
    """How many agents are in one state."""

    state: AgentState
    count: int


def states_of(rows: list[AgentRow]) -> list[StateCount]:
    """How many are ready, in conversation and so on, who has gone last; states that nobody is in are left out."""
    found = Counter(row.state for row in rows)
    in_order = sorted(AgentState, key=lambda state: state == AgentState.OFFLINE)
    return [StateCount(state, found[state]) for state in in_order if found[state]]


def row_of(present: tuple[Any, ...], on: OnCall | None, done: tuple[int, int], now: datetime) -> AgentRow:
    """One agent (the values of COLUMNS) with the call on the screen, the day's figures and what deserves attention."""
    agent_id, first_name, last_name, username, team, own_state, own_since, hand, labels, minutes = present
    state, since = (on.state, on.since) if on else (AgentState(own_state), own_since)
    return AgentRow(
        agent_id=agent_id,
        name=f"{first_name} {last_name}".strip() or username,
        team=team or "",
        state=state,
        since=since,
        reason=in_language(labels) if labels else "",
        campaign=on.campaign if on else "",
        spoken=on.language if on else "",
        calls_today=done[0],
        reached_today=done[1],
        hand_raised_at=hand,
        alarm=alarm_of(state=state, since=since, now=now, max_minutes=minutes),
    )


def figures_by_agent(region: Region, since: datetime) -> dict[int, tuple[int, int]]:
    """Attempts that rang, and people reached, since then, by agent."""
    reached = Count("id", filter=Q(outcome=Outcome.REACHED))
    counted = Attempt.objects.counted().filter(region=region, began_at__gte=since).order_by()
    rows = counted.values("agent_id").annotate(all=Count("id"), reached=reached)
    return {agent: (calls, met) for agent, calls, met in rows.values_list("agent_id", "all", "reached")}
