"""Text messages, in both directions, and who does not want any more."""

import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from carrier.calls import API_VERSION, NOWHERE, Callback, new_sid
from carrier.exchange import Exchange
from carrier.personas import Persona
from carrier.sms_text import segments

STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
SERVICE_NUMBER = "+15005550006"


@dataclass(slots=True, eq=False)
class Message:
    """One SMS. `validity` is the human seconds it may wait for a telephone that is switched off."""

    to: str
    from_: str
    body: str
    direction: str = "outbound-api"
    status: str = "queued"
    service_sid: str | None = None
    callback: Callback = NOWHERE
    validity: float = 36_000.0
    error: int | None = None
    sid: str = field(default_factory=lambda: new_sid("SM"))
    created: float = field(default_factory=time.time)
    updated: float = field(default_factory=time.time)
    moments: dict[str, float] = field(default_factory=dict)


def is_stopped(exchange: Exchange, sender: str, citizen: str) -> bool:
    """Whether this citizen has told this sender (number or messaging service) to stop."""
    return (sender, citizen) in exchange.opted_out


def send(exchange: Exchange, message: Message) -> None:
    """Accept a message and carry it to its citizen in the background."""
    exchange.messages.add(message)
    message.moments[message.status] = message.created
    exchange.spawn(_carry(exchange, message))


async def receive(exchange: Exchange, message: Message, url: str = "") -> None:
    """Hand a citizen's message to the customer; STOP and START words are obeyed first, a TwiML reply is sent."""
    exchange.messages.add(message)
    opt_out = _obey(exchange, message)
    body = await exchange.courier.ask(
        url or exchange.inbound.sms_url, _inbound_facts(exchange, message, opt_out)
    )
    exchange.messages.is_over(message)
    for text in _replies(body):
        if not is_stopped(exchange, message.to, message.from_):
            send(exchange, Message(message.from_, message.to, text, direction="outbound-reply"))


async def _carry(exchange: Exchange, message: Message) -> None:
    citizen = exchange.citizens.at(message.to)
    if message.status == "accepted":
        _advance(exchange, message, "queued")
    await exchange.pace.wait(0.4)
    _advance(exchange, message, "sent")
    await exchange.pace.wait(message.validity if citizen.sms == "waiting" else 0.8)
    message.error = citizen.sms_error
    _advance(exchange, message, _arrival(citizen))
    exchange.messages.is_over(message)
    if citizen.sms_reply and message.status == "delivered" and message.from_.startswith("+"):
        await exchange.pace.wait(3.0)
        await receive(exchange, _reply(message, citizen))


def _arrival(citizen: Persona) -> str:
    return "failed" if citizen.sms == "waiting" else citizen.sms


def _reply(message: Message, citizen: Persona) -> Message:
    return Message(
        message.from_,
        message.to,
        citizen.sms_reply,
        direction="inbound",
        status="received",
        service_sid=message.service_sid,
    )


def _advance(exchange: Exchange, message: Message, status: str) -> None:
    message.status, message.updated = status, time.time()
    message.moments[status] = message.updated
    if message.callback.url:
        told = _facts(exchange, message) | {"MessageStatus": status}
        told |= {"ErrorCode": str(message.error)} if message.error else {}
        exchange.courier.send(message.callback.url, told)


def _facts(exchange: Exchange, message: Message) -> dict[str, str]:
    facts = {
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "AccountSid": exchange.settings.account_sid,
        "From": message.from_,
        "To": message.to,
        "ApiVersion": API_VERSION,
    }
    return facts | ({"MessagingServiceSid": message.service_sid} if message.service_sid else {})


def _inbound_facts(exchange: Exchange, message: Message, opt_out: str) -> dict[str, str]:
    facts = _facts(exchange, message) | {"Body": message.body, "NumMedia": "0"}
    facts["NumSegments"] = str(segments(message.body))
    return facts | ({"OptOutType": opt_out} if opt_out else {})


def _obey(exchange: Exchange, message: Message) -> str:
    word = message.body.strip().upper()
    pairs = {(sender, message.from_) for sender in (message.to, message.service_sid) if sender}
    if word in STOP_WORDS:
        exchange.opted_out |= pairs
        return "STOP"
    if word in START_WORDS:
        exchange.opted_out -= pairs
        return "START"
    return ""


def _replies(body: str | None) -> list[str]:
    if not body or "<!DOCTYPE" in body:
        return []
    try:
        verbs = ET.fromstring(body).iter("Message")  # noqa: S314 - entities are refused above
    except ET.ParseError:
        return []
    return ["".join(verb.itertext()).strip() for verb in verbs]
