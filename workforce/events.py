"""What happens to agents. Ids and codes only."""

from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class AgentEvent(Event):
    """News about an agent: for their region's floor and their own screen."""

    audience = ("floor:{region_id}", "user:{agent_id}")
    region_id: int
    agent_id: int


@dataclass(frozen=True, kw_only=True)
class AgentChanged(AgentEvent):
    """An agent is ready, pauses, or is offline."""

    state: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HandRaised(AgentEvent):
    """An agent asks a supervisor for help."""


@dataclass(frozen=True, kw_only=True)
class HandLowered(AgentEvent):
    """The question is answered."""
