"""Following TwiML: the customer's written instructions for a call.

Understood: Say, Play, Pause, Gather (digits), Dial (Conference, Number, Client), Redirect, Hangup, Reject.
Anything else is passed over, as a real company passes over what it does not know.
"""

import asyncio
import xml.etree.ElementTree as ET
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from carrier.calls import Call, Callback, Wishes
from carrier.conferences import Participant, conference_named
from carrier.dialling import dial

CHARACTERS_A_SECOND = 15
PLAY_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Document:
    """Instructions and the URL they came from, to which their relative addresses refer."""

    text: str | None
    url: str = ""


class _BadDocument(Exception):
    """TwiML that cannot be read (Twilio's error 12100) or fetched (11200)."""


async def fetch(call: Call, url: str, method: str = "POST", more: dict[str, str] | None = None) -> Document:
    """Ask the customer what to do with this call; `more` joins the parameters, e.g. the digits pressed."""
    facts = call.facts() | ({"AnsweredBy": call.answered_by} if call.answered_by else {})
    return Document(await call.exchange.courier.ask(url, facts | (more or {}), method=method), url)


async def follow(call: Call, document: Document) -> None:
    """Carry out a document, and those it leads to, until the instructions or the call end."""
    following: Document | None = document
    while following is not None and not call.is_over:
        try:
            following = await _carry_out(call, following)
        except _BadDocument:
            call.end("failed" if not call.is_answered else "completed", error=12100)
            return


def script_of(url: str, method: str, text: str) -> Callable[[Call], Awaitable[None]]:
    """What a call does once answered: the given TwiML text, or else that of the URL."""

    async def script(call: Call) -> None:
        await follow(call, Document(text) if text else await fetch(call, url, method))

    return script


def first_verb(document: Document) -> str:
    """The name of a document's first verb; empty for one without any or that cannot be read."""
    try:
        return next((verb.tag for verb in _parsed(document.text)), "")
    except _BadDocument:
        return ""


async def _carry_out(call: Call, document: Document) -> Document | None:
    for verb in _parsed(document.text):
        act = VERBS.get(verb.tag)
        next_document = await act(call, verb, document) if act else None
        if next_document is not None or call.is_over:
            return next_document
    return None


def _parsed(text: str | None) -> ET.Element:
    # Entity declarations are the one dangerous thing in XML, and TwiML has none.
    if text is None or "<!DOCTYPE" in text:
        raise _BadDocument
    try:
        return ET.fromstring(text)  # noqa: S314
    except ET.ParseError:
        raise _BadDocument from None


async def _say(call: Call, verb: ET.Element, _: Document) -> None:
    await call.exchange.pace.wait(len("".join(verb.itertext())) / CHARACTERS_A_SECOND)


async def _play(call: Call, _verb: ET.Element, _: Document) -> None:
    await call.exchange.pace.wait(PLAY_SECONDS)


async def _pause(call: Call, verb: ET.Element, _: Document) -> None:
    await call.exchange.pace.wait(float(verb.get("length", "1")))


async def _hang_up(call: Call, _verb: ET.Element, _: Document) -> None:
    call.end("completed")


async def _reject(call: Call, verb: ET.Element, _: Document) -> None:
    call.end("busy" if verb.get("reason") == "busy" else "no-answer")


async def _redirect(call: Call, verb: ET.Element, here: Document) -> Document:
    return await fetch(call, urljoin(here.url, (verb.text or "").strip()), verb.get("method", "POST"))


async def _gather(call: Call, verb: ET.Element, here: Document) -> Document | None:
    for spoken in verb:
        await VERBS.get(spoken.tag, _pause)(call, spoken, here)
    digits = await _digits(call, float(verb.get("timeout", "5")))
    if not digits:
        return None
    url = urljoin(here.url, verb.get("action", here.url))
    return await fetch(call, url, verb.get("method", "POST"), {"Digits": digits, "FinishedOnKey": ""})


async def _digits(call: Call, timeout: float) -> str:
    """What the citizen presses: by habit at once, or when the control API makes them."""
    if habit := call.exchange.citizens.at(call.citizen).digits:
        return habit
    try:
        return await asyncio.wait_for(call.keypad.get(), call.exchange.pace.limit(timeout))
    except TimeoutError:
        return ""


async def _dial(call: Call, verb: ET.Element, here: Document) -> Document | None:
    target = next(iter(verb), None)
    if target is not None and target.tag == "Conference":
        told = await _meet(call, target, here)
    else:
        told = await _bridge(call, verb, target, here)
    action = verb.get("action")
    return await fetch(call, urljoin(here.url, action), verb.get("method", "POST"), told) if action else None


async def _meet(call: Call, target: ET.Element, here: Document) -> dict[str, str]:
    events = frozenset(target.get("statusCallbackEvent", "start end").split())
    callback = Callback(_address(target, here), target.get("statusCallbackMethod", "POST"), events)
    conference = conference_named(call.exchange, (target.text or "").strip(), callback)
    participant = Participant(
        call,
        label=target.get("participantLabel", ""),
        muted=target.get("muted") == "true",
        coached_sid=target.get("coach", ""),
        starts=target.get("startConferenceOnEnter", "true") == "true",
        ends=target.get("endConferenceOnExit") == "true",
    )
    conference.expect(participant)
    try:
        await conference.seat(participant)
    finally:
        conference.part(participant, "participant_updated_via_api")
    return {"DialCallStatus": "completed"}


async def _bridge(call: Call, verb: ET.Element, target: ET.Element | None, here: Document) -> dict[str, str]:
    leg = _leg(call, verb, target, here)
    call.partings.append(leg.hang_up)
    leg.turn_to(dial)
    try:
        await leg.over.wait()
    finally:
        leg.hang_up()
    told = {"DialCallSid": leg.sid, "DialCallStatus": leg.status}
    return told | {"DialCallDuration": str(leg.duration())}


def _leg(call: Call, verb: ET.Element, target: ET.Element | None, here: Document) -> Call:
    """The second leg of a `<Dial>`: to a headset, or to a number given as a noun or as the verb's own text."""
    noun = verb if target is None else target
    to = ("client:" if noun.tag == "Client" else "") + (noun.text or "").strip()
    events = frozenset(noun.get("statusCallbackEvent", "completed").split())
    wishes = Wishes(
        Callback(_address(noun, here), noun.get("statusCallbackMethod", "POST"), events),
        timeout=float(verb.get("timeout", "30")),
        time_limit=float(verb.get("timeLimit", "14400")),
    )
    from_ = verb.get("callerId", call.from_)
    leg = Call(
        call.exchange, to=to, from_=from_, direction="outbound-dial", wishes=wishes, parent_sid=call.sid
    )
    leg.script = _talk_until_hung_up
    return leg


async def _talk_until_hung_up(leg: Call) -> None:
    await leg.over.wait()


def _address(noun: ET.Element, here: Document) -> str:
    url = noun.get("statusCallback", "")
    return urljoin(here.url, url) if url else ""


VERBS: dict[str, Callable[[Call, ET.Element, Document], Awaitable[Document | None]]] = {
    "Say": _say,
    "Play": _play,
    "Pause": _pause,
    "Gather": _gather,
    "Dial": _dial,
    "Redirect": _redirect,
    "Hangup": _hang_up,
    "Reject": _reject,
}
