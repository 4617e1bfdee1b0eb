"""Delivering webhooks the way Twilio does: signed, retried as the URL's fragment asks, and sometimes lost on purpose.

Source: Twilio, "Webhooks connection overrides": `#ct=&rt=&tt=` in milliseconds, `rc` retries (1 unless told
otherwise), `rp` the reasons to retry: `ct`, `rt`, `4xx`, `5xx` or `all` (only `ct` unless told otherwise).
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

from carrier.faults import Misfortune
from carrier.signature import signature_of
from carrier.wires import Wires

Spawn = Callable[[Coroutine[Any, Any, object]], object]


@dataclass(frozen=True, slots=True)
class Overrides:
    """How patient and how stubborn a delivery is; times in seconds."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    retries: int = 1
    reasons: frozenset[str] = frozenset({"ct"})

    def retry(self, outcome: str) -> bool:
        """Whether this outcome (`ct`, `rt`, or an HTTP status) is one that the receiver wants retried."""
        reason = f"{outcome[0]}xx" if outcome.isdigit() else outcome
        return reason in self.reasons or ("all" in self.reasons and reason not in {"2xx", "3xx"})


def overrides_in(fragment: str) -> Overrides:
    """Read a URL's fragment; what it leaves out or garbles keeps Twilio's default, what exceeds a limit is cut."""
    asked = dict(parse_qsl(fragment))
    return Overrides(
        connect=_milliseconds(asked.get("ct"), 5000, 10_000),
        read=_milliseconds(asked.get("rt"), 15_000, 15_000),
        total=_milliseconds(asked.get("tt"), 15_000, 15_000),
        retries=min(int(asked["rc"]), 5) if asked.get("rc", "").isdigit() else 1,
        reasons=frozenset(asked.get("rp", "ct").split(",")),
    )


def _milliseconds(text: str | None, default: int, ceiling: int) -> float:
    asked = int(text) if text and text.isdigit() else default
    return min(max(asked, 100), ceiling) / 1000


class Courier:
    """Carries webhooks to the customer. `note` is told about every delivery, `spawn` runs one in the background."""

    def __init__(
        self, token: str, luck: Misfortune, spawn: Spawn, note: Callable[[dict[str, object]], None]
    ) -> None:
        self._token, self.luck, self._spawn, self._note = token, luck, spawn, note
        self._wires = Wires()

    def send(self, url: str, params: Mapping[str, str], *, method: str = "POST") -> None:
        """Report a change of state in the background: this is what the faults lose, double and delay."""
        if not url:
            return
        if self.luck.strikes("drop"):
            self._note(_noted(url, params, "dropped", 0))
            return
        for _ in range(2 if self.luck.strikes("duplicate") else 1):
            self._spawn(self._late(self.luck.webhook_delay(), url, params, method))

    async def ask(self, url: str, params: Mapping[str, str], *, method: str = "POST") -> str | None:
        """Fetch instructions: the body of a successful answer, or None (Twilio's error 11200) when there is none."""
        if not url:
            return None
        overrides, token = overrides_in(url.partition("#")[2]), secrets.token_hex(16)
        body: str | None = None
        attempts = 0
        for attempts in range(1, overrides.retries + 2):  # noqa: B007 - told to the log
            outcome, body = await self._deliver(url.partition("#")[0], params, method, overrides, token)
            if not overrides.retry(outcome):
                break
        self._note(_noted(url, params, outcome, attempts))
        return body

    async def close(self) -> None:
        """Hang up all lines to the customer."""
        await self._wires.close()

    async def _late(self, delay: float, url: str, params: Mapping[str, str], method: str) -> None:
        if delay:
            await asyncio.sleep(delay)
        await self.ask(url, params, method=method)

    async def _deliver(
        self, url: str, params: Mapping[str, str], method: str, overrides: Overrides, token: str
    ) -> tuple[str, str | None]:
        request = self._signed(url, params, method, overrides, token)
        try:
            # Waiting for a wire must not eat the delivery's own time: the clock starts behind it.
            async with self._wires.borrowed() as wire, asyncio.timeout(overrides.total):
                answer = await wire.handle_async_request(request)
                body = (await answer.aread()).decode(errors="replace")
                await answer.aclose()
        except (TimeoutError, httpx.ReadTimeout):
            return "rt", None
        except httpx.TransportError:
            return "ct", None
        return str(answer.status_code), body if answer.is_success else None

    def _signed(
        self, url: str, params: Mapping[str, str], method: str, overrides: Overrides, token: str
    ) -> httpx.Request:
        if method == "GET":
            url, params = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}", {}
        headers = {
            "X-Twilio-Signature": signature_of(url, params, self._token),
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        }
        timeout = dict.fromkeys(("connect", "pool", "write"), overrides.connect) | {"read": overrides.read}
        content = urlencode(params) if method == "POST" else ""
        extensions = {"timeout": timeout}
        return httpx.Request(method, url, headers=headers, content=content, extensions=extensions)


def _noted(url: str, params: Mapping[str, str], outcome: str, attempts: int) -> dict[str, object]:
    """What the company remembers of a delivery: no telephone number, no text."""
    subject = params.get("MessageSid") or params.get("CallSid") or params.get("ConferenceSid")
    state = params.get("StatusCallbackEvent") or params.get("MessageStatus") or params.get("CallStatus")
    path = httpx.URL(url).path
    return {"subject": subject, "state": state, "path": path, "outcome": outcome, "attempts": attempts}
