"""What agents are doing: what they say of themselves (workforce), unless they hold a call, which says it for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

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


def held_in(region: Region) -> dict[int, Call]:
    """The calls that the region's agents hold, by the agent's id; one query."""
    held = Call.objects.filter(region=region, state__in=HELD_CALLS).select_related("campaign", "lane")
    return {call.held_by_id: call for call in held if call.held_by_id is not None}
