"""What happens to calls. Ids and codes only."""

from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CallEvent(Event):
    """News about a call: for its region's floor and the agent who holds it."""

    audience = ("floor:{region_id}", "user:{agent_id}")
    region_id: int
    call_id: int
    agent_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CallPlanned(CallEvent):
    """A call is owed from now on; its time has yet to come."""


@dataclass(frozen=True, kw_only=True)
class CallQueued(CallEvent):
    """A call waits for an agent."""

    lane_id: int


@dataclass(frozen=True, kw_only=True)
class CallOffered(CallEvent):
    """A call lies on an agent's screen, for as long as its lease."""


@dataclass(frozen=True, kw_only=True)
class CallReturned(CallEvent):
    """An offer was declined, ran out or could not be kept; the call is back in the queue."""


@dataclass(frozen=True, kw_only=True)
class CallAccepted(CallEvent):
    """The agent is ready to talk; the legs are placed as soon as this is committed."""

    agent_id: int
    attempt_id: int


@dataclass(frozen=True, kw_only=True)
class CitizenAnswered(CallEvent):
    """Somebody picked up."""

    attempt_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationEnded(CallEvent):
    """The conversation, or the attempt to have one, is over; the agent wraps up."""

    attempt_id: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CallNotPlaced(CallEvent):
    """The telephone company did not ring the person; the attempt is over and counts for nothing."""

    attempt_id: int


@dataclass(frozen=True, kw_only=True)
class CallWrappedUp(CallEvent):
    """The agent said how it ended: `step` is what happens with the call, `disposition` the agent's choice."""

    agent_id: int
    attempt_id: int
    step: str
    disposition: str


@dataclass(frozen=True, kw_only=True)
class CallPostponed(CallEvent):
    """The call will be tried again later."""


@dataclass(frozen=True, kw_only=True)
class CallGaveUp(CallEvent):
    """The attempts policy is spent, or the telephone cannot do it: somebody has to go there."""


@dataclass(frozen=True, kw_only=True)
class CallCancelled(CallEvent):
    """The call is no longer owed."""


@dataclass(frozen=True, kw_only=True)
class CallClosed(CallEvent):
    """The conversation took place, or was refused: nothing is owed any more."""
