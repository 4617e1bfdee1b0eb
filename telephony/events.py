"""What happens to legs and messages. Ids and codes only."""

from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class LegEvent(Event):
    """News about a leg: for its region's floor and the agent in its room. A caller has no region until it is found."""

    audience = ("floor:{region_id}", "user:{agent_id}")
    region_id: int | None
    agent_id: int | None
    room_id: int
    leg_id: int
    role: str
    state: str


@dataclass(frozen=True, kw_only=True)
class LegChanged(LegEvent):
    """A leg is dialled or rings, or more is known of it: when it was answered, that a machine speaks."""


@dataclass(frozen=True, kw_only=True)
class LegAnswered(LegEvent):
    """Somebody, or something, picked up."""


@dataclass(frozen=True, kw_only=True)
class LegEnded(LegEvent):
    """A leg is over, or failed."""


@dataclass(frozen=True, kw_only=True)
class LegPlanned(Event):
    """A leg is to be placed as soon as this is committed."""

    region_id: int | None
    leg_id: int


@dataclass(frozen=True, kw_only=True)
class RoomSilenced(Event):
    """Whatever leg of a room still lives is to be hung up as soon as this is committed."""

    region_id: int | None
    room_id: int


@dataclass(frozen=True, kw_only=True)
class StrayLegHeard(Event):
    """The telephone company holds a line that is nobody's; `ref` is its name of it. It must be hung up."""

    ref: str


@dataclass(frozen=True, kw_only=True)
class MessageEvent(Event):
    """News about an SMS, for its region's floor."""

    audience = ("floor:{region_id}",)
    region_id: int
    message_id: int


@dataclass(frozen=True, kw_only=True)
class MessagePlanned(MessageEvent):
    """An SMS is to be sent as soon as this is committed."""


@dataclass(frozen=True, kw_only=True)
class MessageChanged(MessageEvent):
    """An SMS was sent, delivered, or failed."""

    state: str


@dataclass(frozen=True, kw_only=True)
class OptedOut(Event):
    """Somebody wants no more SMS."""

    audience = ("floor:{region_id}",)
    region_id: int | None
    inbound_message_id: int
