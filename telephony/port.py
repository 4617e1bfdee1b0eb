"""The outside world as the house sees it: place a leg, end it, send an SMS, ask, and be told.

No word of a telephone company appears above this line. Legs and messages are named by our own keys; `ref` is
the company's name for the same thing, kept only to speak to the company about it. What goes wrong is a Fault, in our
own words; the company's code goes with it for the record, and nothing is decided by it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest

from telephony.states import Fault, LegState, MessageState


@dataclass(frozen=True, kw_only=True)
class PlaceLeg:
    """Ring `to` (E.164, or client:name for a browser) and let it into the room once it answers.

    Whoever is rung sees `caller_id`. `ends_room`: when this leg leaves, the room closes. `region_id` stands in every
    callback address.
    """

    room: UUID
    leg: UUID
    region_id: int
    to: str
    caller_id: str
    ends_room: bool
    ring_seconds: int
    time_limit_seconds: int
    detect_machine: bool


@dataclass(frozen=True, kw_only=True)
class SeekLeg:
    """A leg whose request was never answered. `since` (aware) is when we may first have asked for it."""

    room: UUID
    leg: UUID
    to: str
    caller_id: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class SendSms:
    """One SMS. A telephone that stays switched off for `valid_seconds` never gets it."""

    message: UUID
    region_id: int
    to: str
    sender: str
    body: str
    valid_seconds: int


@dataclass(frozen=True, kw_only=True)
class SeekSms:
    """An SMS whose request was never answered. `since` (aware) is when we first tried."""

    message: UUID
    to: str
    body: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class LegNews:
    """What the company says of one line. `state` is None for news that is only about who answered.

    seconds: length of the conversation, once it is over. at: when it happened, by the company's clock, if told.
    """

    leg: UUID
    ref: str
    state: LegState | None
    is_machine: bool = False
    fault: Fault | None = None
    error_code: str = ""
    seconds: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MessageNews:
    """What the company says of one SMS."""

    message: UUID
    ref: str
    state: MessageState
    fault: Fault | None = None
    error_code: str = ""


@dataclass(frozen=True, kw_only=True)
class InboundSms:
    """An SMS that somebody sent to us. `is_stop`: the company took it for a wish to hear no more."""

    ref: str
    sender: str
    to: str
    body: str
    is_stop: bool = False


@dataclass(frozen=True, kw_only=True)
class InboundCall:
    """Somebody rings the number that they saw on their telephone."""

    ref: str
    caller: str
    called: str


News = LegNews | MessageNews | InboundSms | InboundCall


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """One verified request of the company. Equal names are the same news; `news` is None when we need none of it."""

    name: str
    body: str
    news: News | None


class Telephony(Protocol):
    """One telephone company. Every request may raise Rejected (with a Fault) or OutcomeUnknown (journal/outbox.py)."""

    def place_leg(self, wish: PlaceLeg) -> str:
        """Ring somebody; the company's name for the line. May be carried out although OutcomeUnknown is raised."""

    def find_leg(self, sought: SeekLeg) -> list[LegNews]:
        """The lines that may be the sought one, oldest first; those already known to be others are included."""

    def fetch_leg(self, leg: UUID, ref: str) -> LegNews:
        """How the leg stands now. Rejected(Fault.GONE) when the company does not know it."""

    def end_leg(self, ref: str) -> None:
        """Hang up. A line that is already over counts as hung up."""

    def mute_leg(self, room: UUID, ref: str, *, on: bool) -> None:
        """Let the room no longer hear this line, or hear it again."""

    def hold_leg(self, room: UUID, ref: str, *, on: bool) -> None:
        """Take this line out of the conversation to hear music, or back in."""

    def send_sms(self, wish: SendSms) -> MessageNews:
        """Send one SMS; how it stands now."""

    def find_message(self, sought: SeekSms) -> list[MessageNews]:
        """The SMS that may be the sought one, oldest first."""

    def fetch_message(self, message: UUID, ref: str) -> MessageNews:
        """How the SMS stands now."""

    def read_webhook(self, request: HttpRequest, *, about: str, key: UUID | None = None) -> Webhook:
        """Verify and understand one request. about: leg, answer, message, inbound_sms or inbound_call.

        Refuses (WebhookIsForged) what is not signed by the company for exactly this address, and what is malformed.
        """

    def say_and_hang_up(self, sentences: list[tuple[str, str]]) -> str:
        """The answer to an inbound call: say each (language, sentence) and hang up."""
