"""A telephone company in memory, for tests of what we do with its answers, and an attempt to try it on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

import telephony.connection
from accounts.models import Region
from calls.models import Attempt
from calls.states import CallState
from journal.outbox import Rejected, ask_about_silent, submit, submit_waiting
from telephony.channels.legs import LEGS
from telephony.channels.messages import MESSAGES
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.commands.plan_legs import plan_legs
from telephony.models import Leg, Room
from telephony.port import LegNews, MessageNews, PlaceLeg, SeekLeg, SeekSms, SendSms
from telephony.states import Fault, LegRole, LegState, MessageState
from tests.factories.accounts import agent as an_agent
from tests.factories.calls import attempt as an_attempt
from tests.factories.calls import campaign, held_call


@dataclass
class Company:
    """Does what it is told. `trouble` is raised by the next requests, one after the other; None means none."""

    placed: list[PlaceLeg] = field(default_factory=list)
    sent: list[SendSms] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    changed: list[tuple[str, str, bool]] = field(default_factory=list)
    trouble: list[Exception | None] = field(default_factory=list)
    knows: dict[str, Any] = field(default_factory=dict)
    before_answering: Callable[[str], None] = lambda ref: None
    before_looking: Callable[[], object] = lambda: None

    def place_leg(self, wish: PlaceLeg) -> str:
        self.stumble()
        self.placed.append(wish)
        ref = f"CA{len(self.placed)}"
        self.before_answering(ref)
        return ref

    def send_sms(self, wish: SendSms) -> MessageNews:
        self.stumble()
        self.sent.append(wish)
        return MessageNews(message=wish.message, ref=f"SM{len(self.sent)}", state=MessageState.QUEUED)

    def find_leg(self, sought: SeekLeg) -> list[LegNews]:
        self.stumble()
        self.before_looking()
        return [news for news in self.knows.values() if news.leg == sought.leg]

    def find_message(self, sought: SeekSms) -> list[MessageNews]:
        self.stumble()
        return [news for news in self.knows.values() if news.message == sought.message]

    def fetch_leg(self, leg: UUID, ref: str) -> LegNews:
        return self.fetch(ref)

    def fetch_message(self, message: UUID, ref: str) -> MessageNews:
        return self.fetch(ref)

    def fetch(self, ref: str) -> Any:
        self.stumble()
        if ref not in self.knows:
            raise Rejected(Fault.GONE, code="20404")
        return self.knows[ref]

    def end_leg(self, ref: str) -> None:
        self.stumble()
        self.ended.append(ref)

    def mute_leg(self, room: UUID, ref: str, *, on: bool) -> None:
        self.stumble()
        self.changed.append(("mute", ref, on))

    def hold_leg(self, room: UUID, ref: str, *, on: bool) -> None:
        self.stumble()
        self.changed.append(("hold", ref, on))

    def stumble(self) -> None:
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble:
            raise trouble


def open_company(monkeypatch: pytest.MonkeyPatch) -> Company:
    """Let `company()` be this company for one test."""
    company = Company()
    monkeypatch.setattr(telephony.connection, "connected", lambda *account: company)
    return company


def dialling_attempt(region: Region | None = None) -> Attempt:
    """An agent has accepted a call a second ago: both legs are planned, the agent's is due."""
    now = timezone.now()
    agent = an_agent(region)
    call = held_call(agent, CallState.DIALLING, campaign(agent.region), attempts_made=1)
    attempt = an_attempt(call, began_at=now - timedelta(seconds=1))
    room = attempt.room
    leg = {"region": call.region, "room": room}
    Leg.objects.create(role=LegRole.AGENT, to=f"client:agent-{agent.pk}", user=agent, check_at=now, **leg)
    Leg.objects.create(role=LegRole.CITIZEN, to=call.phone, to_index=call.phone_index, **leg)
    return attempt


def submitted_attempt() -> Attempt:
    """Both requests were sent and not answered yet."""
    attempt = dialling_attempt()
    now = timezone.now()
    attempt.legs.update(state=LegState.SUBMITTING, sent_at=now, tries=1, check_at=now + timedelta(hours=1))
    return attempt


def talking_attempt() -> Attempt:
    """Agent CA-A and citizen CA-C are in conversation."""
    attempt = submitted_attempt()
    for role, ref in ((LegRole.AGENT, "CA-A"), (LegRole.CITIZEN, "CA-C")):
        apply_leg_news(LegNews(leg=leg_of(attempt, role).key, ref=ref, state=LegState.ANSWERED))
    attempt.refresh_from_db()
    return attempt


def leg_of(attempt: Attempt, role: str) -> Leg:
    """The attempt's line for `agent` or `citizen`, as it stands now."""
    return attempt.legs.get(role=role)


def news_of(attempt: Attempt, role: str, state: LegState | None, **facts: Any) -> LegNews:
    """News of the first line that was placed for this leg, unless `ref` says otherwise."""
    default_ref = {"agent": "CA-A", "citizen": "CA-C"}[role]
    return LegNews(leg=leg_of(attempt, role).key, state=state, **{"ref": default_ref} | facts)


def place_leg(leg_id: int) -> None:
    """Place one leg, as its task does."""
    submit(LEGS, leg_id)


def place_waiting_legs() -> int:
    """Place the legs that a lost order left behind."""
    return submit_waiting(LEGS)


def ask_about_silent_legs() -> int:
    """Ask about the legs that nobody has heard of."""
    return ask_about_silent(LEGS)


def send_message(message_id: int) -> None:
    """Send one SMS, as its task does."""
    submit(MESSAGES, message_id)


def send_waiting_messages() -> int:
    """Send the SMS whose time has come."""
    return submit_waiting(MESSAGES)


def ask_about_silent_messages() -> int:
    """Ask about the SMS that nobody has heard of."""
    return ask_about_silent(MESSAGES)


def plan_leg(room: Room, **facts: Any) -> Leg:
    """One more leg of a room."""
    plan_legs(room, leg := Leg(**facts))
    return leg
