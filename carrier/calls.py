"""A call: one leg between this company and one telephone or headset."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from carrier.exchange import Exchange
from carrier.pace import rfc2822

API_VERSION = "2010-04-01"
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
SIP_CODES = {"completed": "200", "busy": "486", "failed": "404", "no-answer": "487", "canceled": "487"}


def new_sid(prefix: str) -> str:
    """A SID of Twilio's shape. Never seeded: SIDs must not return after a restart."""
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Callback:
    """Where to report which events; no URL, no reports."""

    url: str = ""
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


NOWHERE = Callback()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the customer wants of a call. Times in human seconds.

    detection: `MachineDetection`, empty for none; it waits for its verdict unless `detection_callback` has a URL.
    """

    callback: Callback = NOWHERE
    timeout: float = 60.0
    time_limit: float = 14_400.0
    detection: str = ""
    detection_callback: Callback = NOWHERE


class Call:
    """One leg, from being queued to being over. `script` is what happens once somebody answers."""

    def __init__(
        self,
        exchange: Exchange,
        *,
        to: str,
        from_: str,
        direction: str = "outbound-api",
        wishes: Wishes | None = None,
        parent_sid: str | None = None,
    ) -> None:
        self.exchange = exchange
        self.sid, self.to, self.from_ = new_sid("CA"), to, from_
        self.direction, self.parent_sid = direction, parent_sid
        self.wishes = wishes or Wishes()
        self.status = "queued"
        self.moments = {"queued": time.time()}
        self.answered_by: str | None = None
        self.label: str | None = None
        self.script: Callable[[Call], Awaitable[None]] | None = None
        self.partings: list[Callable[[], None]] = []
        self.keypad: asyncio.Queue[str] = asyncio.Queue()
        self.over = asyncio.Event()
        self._activity: asyncio.Task[None] | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._sequence = 0
        exchange.calls.add(self)

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def is_answered(self) -> bool:
        return self.status == "in-progress"

    @property
    def citizen(self) -> str:
        """The number or address of whoever is at the far end, seen from the customer."""
        return self.from_ if self.direction == "inbound" else self.to

    def duration(self) -> int:
        """Whole human seconds of conversation; 0 unless the call was answered and is over."""
        began, ended = self.moments.get("in-progress"), self.moments.get("completed")
        return self.exchange.pace.lived(ended - began) if began and ended else 0

    def turn_to(self, script: Callable[["Call"], Awaitable[None]]) -> None:
        """Drop what this call is doing and do this instead."""
        self._stop_activity()
        self._activity = self.exchange.spawn(self._perform(script))

    def advance(self, status: str, event: str) -> None:
        """Enter the next state before the end and report it."""
        self.status = status
        self.moments[status] = time.time()
        self.report(event)

    def end(self, status: str, *, error: int | None = None) -> None:
        """Be over; the first end wins. Whoever shares a conference or a bridge with this call is told first."""
        if self.is_over:
            return
        self.status = status
        self.moments[status] = time.time()
        self.forget_timers()
        for part in self.partings:
            part()
        self.partings = []
        self.report("completed", self._ending(error))
        self.over.set()
        self.exchange.calls.is_over(self)
        self._stop_activity()

    def hang_up(self) -> None:
        """End the call from either side: completed if they were talking, canceled if it only rang."""
        self.end("completed" if self.is_answered else "canceled")

    def after(self, real_seconds: float, act: Callable[[], None]) -> None:
        """Do something later, unless the call is over by then."""
        self._timers.append(asyncio.get_running_loop().call_later(real_seconds, act))

    def forget_timers(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def facts(self) -> dict[str, str]:
        """The parameters that every request about this call carries."""
        facts = {
            "CallSid": self.sid,
            "AccountSid": self.exchange.settings.account_sid,
            "From": self.from_,
            "To": self.to,
            "Caller": self.from_,
            "Called": self.to,
            "CallStatus": self.status,
            "ApiVersion": API_VERSION,
            "Direction": self.direction,
        }
        return facts | ({"ParentCallSid": self.parent_sid} if self.parent_sid else {})

    def report(self, event: str, more: dict[str, str] | None = None) -> None:
        """Send a status callback if the customer asked for this event; SequenceNumber counts only those sent."""
        callback = self.wishes.callback
        if not callback.url or event not in callback.events:
            return
        facts = self.facts() | {"Timestamp": rfc2822(), "CallbackSource": "call-progress-events"}
        facts["SequenceNumber"] = str(self._sequence)
        self._sequence += 1
        self.exchange.courier.send(callback.url, facts | (more or {}), method=callback.method)

    def _ending(self, error: int | None) -> dict[str, str]:
        seconds = self.duration()
        ending = {"CallDuration": str(seconds), "SipResponseCode": SIP_CODES[self.status]}
        if self.status == "completed":
            ending["Duration"] = str(max(1, -(-seconds // 60)))
        if self.answered_by:
            ending["AnsweredBy"] = self.answered_by
        return ending | ({"ErrorCode": str(error)} if error else {})

    async def _perform(self, script: Callable[["Call"], Awaitable[None]]) -> None:
        try:
            await script(self)
        except Exception:
            self.end("failed", error=12100)
            raise

    def _stop_activity(self) -> None:
        if self._activity is not None and self._activity is not asyncio.current_task():
            self._activity.cancel()
