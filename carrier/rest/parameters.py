"""Which parameters each request may carry and what they must look like.

Twilio passes over a parameter that it does not know; this company refuses it, so that a misspelt one is noticed.
Source of names: Twilio's description of its API, which the tests hold them against; of limits: its API reference for
Calls, Participants, Conferences and Messages (2010-04-01).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs

from carrier.refusals import Refused, bad_parameter
from carrier.rest.checks import (
    Check,
    flag,
    moment,
    moment_in,
    number,
    one_of,
    sid,
    text,
    url,
    url_or_nothing,
    words,
)

METHOD = one_of("GET", "POST")
CALL_STATUS = one_of(
    "queued", "ringing", "in-progress", "completed", "busy", "failed", "no-answer", "canceled"
)
CALL_EVENTS = words("initiated", "ringing", "answered", "completed")
CONFERENCE_EVENTS = words(
    "start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"
)

_DETECTION: dict[str, Check] = {
    "MachineDetection": one_of("Enable", "DetectMessageEnd"),
    "MachineDetectionTimeout": number(3, 59),
    "MachineDetectionSpeechThreshold": number(1000, 6000),
    "MachineDetectionSpeechEndThreshold": number(500, 5000),
    "MachineDetectionSilenceTimeout": number(2000, 10_000),
}
_CALLBACK: dict[str, Check] = {
    "StatusCallback": url,
    "StatusCallbackMethod": METHOD,
    "StatusCallbackEvent": CALL_EVENTS,
}
CREATE_CALL: dict[str, Check] = {
    **_CALLBACK,
    **_DETECTION,
    **dict.fromkeys(("To", "From", "Twiml", "CallReason", "SendDigits", "CallerId"), text),
    "Url": url,
    "Method": METHOD,
    "FallbackUrl": url,
    "FallbackMethod": METHOD,
    "Timeout": number(1, 600),
    "TimeLimit": number(1, 86_400),
    "AsyncAmd": flag,
    "AsyncAmdStatusCallback": url,
    "AsyncAmdStatusCallbackMethod": METHOD,
}
UPDATE_CALL: dict[str, Check] = {
    "Status": one_of("canceled", "completed"),
    "Url": url,
    "Method": METHOD,
    "Twiml": text,
    "FallbackUrl": url,
    "FallbackMethod": METHOD,
    "StatusCallback": url,
    "StatusCallbackMethod": METHOD,
    "TimeLimit": number(1, 86_400),
}
CREATE_PARTICIPANT: dict[str, Check] = {
    **_CALLBACK,
    **_DETECTION,
    **dict.fromkeys(("To", "From", "Label", "CallReason", "CallerId", "JitterBufferSize"), text),
    "CallSidToCoach": sid("CA"),
    **dict.fromkeys(
        ("Muted", "EarlyMedia", "Coaching", "StartConferenceOnEnter", "EndConferenceOnExit"), flag
    ),
    "Beep": one_of("true", "false", "onEnter", "onExit"),
    "WaitUrl": url_or_nothing,
    "WaitMethod": METHOD,
    "MaxParticipants": number(2, 250),
    "Timeout": number(5, 600),
    "TimeLimit": number(1, 86_400),
    "AmdStatusCallback": url,
    "AmdStatusCallbackMethod": METHOD,
    "ConferenceStatusCallback": url,
    "ConferenceStatusCallbackMethod": METHOD,
    "ConferenceStatusCallbackEvent": CONFERENCE_EVENTS,
}
UPDATE_PARTICIPANT: dict[str, Check] = {
    **dict.fromkeys(("Muted", "Hold", "Coaching", "EndConferenceOnExit", "BeepOnExit"), flag),
    "HoldUrl": url,
    "HoldMethod": METHOD,
    "AnnounceUrl": url,
    "AnnounceMethod": METHOD,
    "WaitUrl": url_or_nothing,
    "WaitMethod": METHOD,
    "CallSidToCoach": sid("CA"),
}
UPDATE_CONFERENCE: dict[str, Check] = {
    "Status": one_of("completed"),
    "AnnounceUrl": url,
    "AnnounceMethod": METHOD,
}
CREATE_MESSAGE: dict[str, Check] = {
    **dict.fromkeys(("To", "From", "Body"), text),
    "MessagingServiceSid": sid("MG"),
    "StatusCallback": url,
    "ValidityPeriod": number(1, 36_000),
    "SmartEncoded": flag,
}
_PAGE: dict[str, Check] = {"PageSize": number(1, 1000), "Page": number(0, 1_000_000), "PageToken": text}
LIST_CALLS: dict[str, Check] = {
    **_PAGE,
    **dict.fromkeys(("To", "From"), text),
    **dict.fromkeys(("StartTime", "StartTime<", "StartTime>"), moment),
    "Status": CALL_STATUS,
    "ParentCallSid": sid("CA"),
}
LIST_CONFERENCES: dict[str, Check] = {
    **_PAGE,
    "FriendlyName": text,
    "Status": one_of("init", "in-progress", "completed"),
}
LIST_PARTICIPANTS: dict[str, Check] = {
    **_PAGE,
    **dict.fromkeys(("Muted", "Hold", "Coaching"), flag),
}
LIST_MESSAGES: dict[str, Check] = {
    **_PAGE,
    **dict.fromkeys(("To", "From"), text),
    **dict.fromkeys(("DateSent", "DateSent<", "DateSent>"), moment),
}
_CODES = {"Url": 21205, "StatusCallback": 21609}


class Form:
    """The parameters of one request, known and well-formed."""

    def __init__(self, encoded: str, known: Mapping[str, Check]) -> None:
        self._said = parse_qs(encoded, keep_blank_values=True)
        for name, values in self._said.items():
            _refuse_bad(name, values, known)

    def has(self, name: str) -> bool:
        return name in self._said

    def text(self, name: str, default: str = "") -> str:
        return self._said[name][-1] if name in self._said else default

    def flag(self, name: str, default: bool = False) -> bool:
        return self.text(name).lower() == "true" if self.has(name) else default

    def number(self, name: str, default: int) -> int:
        return int(self._said[name][-1]) if name in self._said else default

    def words(self, name: str, default: str) -> frozenset[str]:
        """The words of a parameter that may be repeated, or hold several separated by spaces."""
        return frozenset(" ".join(self._said.get(name, [default])).split())

    def covers(self, name: str, seconds: float) -> bool:
        """Whether a moment is in the period asked for: `name` is its day (UTC), `name>` and `name<` its ends."""
        day = datetime.fromtimestamp(seconds, UTC).date()
        return (
            (not self.has(name) or day == self._moment(name).date())
            and (not self.has(f"{name}>") or seconds >= self._moment(f"{name}>").timestamp())
            and (not self.has(f"{name}<") or seconds <= self._moment(f"{name}<").timestamp())
        )

    def items(self) -> list[tuple[str, str]]:
        return [(name, value) for name, values in self._said.items() for value in values]

    def _moment(self, name: str) -> datetime:
        return moment_in(self.text(name)).astimezone(UTC)


def _refuse_bad(name: str, values: list[str], known: Mapping[str, Check]) -> None:
    if name not in known:
        raise bad_parameter(f"Unknown parameter {name}")
    for value in values:
        if fault := known[name](value):
            raise Refused(400, _CODES.get(name, 20001), f"{name} {fault}")
