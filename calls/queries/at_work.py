"""What agents are doing: what they say of themselves (workforce), unless they hold a call, which says it for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from accounts.fields import in_language
from accounts.models import Region, User
from calls.models import Call
from calls.states import AT_WORK, HELD_CALLS, CallState
from workforce.models import PauseReason, Presence
from workforce.queries import presence_of
from workforce.states import AgentState

HELD = Call.objects.filter(held_by=OuterRef("agent"), state__in=HELD_CALLS)


@dataclass(frozen=True)
class Doing:
    """What one agent is doing at a moment, and since when."""

    presence: Presence
    call: Call | None

    @property
    def state(self) -> AgentState:
        """One of the seven that the floor tells apart."""
        return AT_WORK[CallState(self.call.state)] if self.call else AgentState(self.presence.state)

    @property
    def reason(self) -> PauseReason | None:
        """Why they pause, if they do."""
        return self.presence.reason

    @property
    def since(self) -> datetime:
        """When this state began (aware)."""
        return self.call.state_since if self.call else self.presence.since


def doing(agent: User) -> Doing:
    """What this agent is doing now; they have sat down at the desk."""
    return Doing(presence_of(agent), Call.objects.held_by(agent).first())


def free_agents(regions: Iterable[Region]) -> list[int]:
    """The ids of agents who take calls and hold none; who has waited longest comes first."""
    ready = Presence.objects.ready().filter(region__in=list(regions))
    return list(ready.exclude(Exists(HELD)).values_list("agent_id", flat=True))


@dataclass(frozen=True)
class OnCall:
    """What the call that an agent holds says of them: the state it means, since when (aware), and what it is about.

    `campaign` is named in the screen's language; `language` is the one that the citizen is called in.
    """

    state: AgentState
    since: datetime
    campaign: str
    language: str


def held_in(region: Region) -> dict[int, OnCall]:
    """What the calls in the hands of the region's agents say of them, by the agent's id; one query."""
    held = Call.objects.filter(region=region, state__in=HELD_CALLS, held_by__isnull=False)
    rows = held.values_list("held_by_id", "state", "state_since", "campaign__names", "lane__language")
    return {
        agent: OnCall(AT_WORK[CallState(state)], since, in_language(names), language)
        for agent, state, since, names, language in rows.order_by()
    }
