"""Conferences: the rooms in which agents, citizens and listening supervisors meet."""

import asyncio
import time
from dataclasses import dataclass, field

from carrier.calls import Call, Callback, new_sid
from carrier.exchange import Exchange
from carrier.pace import rfc2822


@dataclass(slots=True, eq=False)
class Participant:
    """One call's place in a conference, from being rung for it to leaving it."""

    call: Call
    label: str = ""
    muted: bool = False
    hold: bool = False
    coached_sid: str = ""
    starts: bool = True
    ends: bool = False
    has_joined: bool = False
    since: float = field(default_factory=time.time)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def facts(self) -> dict[str, str]:
        """The parameters that conference callbacks carry about a participant."""
        told = {
            "CallSid": self.call.sid,
            "Muted": _said(self.muted),
            "Hold": _said(self.hold),
            "Coaching": _said(bool(self.coached_sid)),
            "StartConferenceOnEnter": _said(self.starts),
            "EndConferenceOnExit": _said(self.ends),
        }
        told |= {"ParticipantLabel": self.label} if self.label else {}
        return told | ({"CallSidToCoach": self.coached_sid} if self.coached_sid else {})


class Conference:
    """A named room: `init` until two have met, then `in-progress`, then `completed`.

    It lives as long as somebody is in it or is being rung for it. Where it reports is fixed by its first participant.
    """

    def __init__(self, exchange: Exchange, name: str, callback: Callback) -> None:
        self.exchange, self.name, self.callback = exchange, name, callback
        self.sid = new_sid("CF")
        self.status = "init"
        self.created = self.updated = time.time()
        self.participants: dict[str, Participant] = {}
        self.reason_ended: str | None = None
        self.ended_by: str | None = None
        self._sequence = 0
        exchange.conferences.add(self)
        exchange.live_conferences[name] = self

    def expect(self, participant: Participant) -> None:
        """Keep a place for a call that is being placed; it leaves the room whenever it ends."""
        self.participants[participant.call.sid] = participant
        participant.call.label = participant.label
        participant.call.partings.append(lambda: self.part(participant, "participant_hung_up"))

    async def seat(self, participant: Participant) -> None:
        """Let an answered participant in, and wait with them until they are out again."""
        if self.status == "completed" or participant.gone.is_set():
            return
        participant.has_joined = True
        self.tell("join", "participant-join", participant)
        joined = [one for one in self.participants.values() if one.has_joined]
        if self.status == "init" and len(joined) > 1 and any(one.starts for one in joined):
            self.status = "in-progress"
            self.tell("start", "conference-start")
        await participant.gone.wait()

    def part(self, participant: Participant, reason: str) -> None:
        """Let a participant out; ends the conference if that was their role or if nobody is left."""
        if self.participants.pop(participant.call.sid, None) is None:
            return
        self._see_off(participant, reason)
        if participant.ends and participant.has_joined:
            self.end(
                "participant-with-end-conference-on-exit-left", "moderator_ended_conference", participant
            )
        elif not self.participants:
            self.end("last-participant-left", "participant_hung_up", participant)

    def end(self, reason: str, parting_reason: str, by: Participant | None = None) -> None:
        """Close the room: everybody in it is let out, everybody still being rung for it is canceled."""
        if self.status == "completed":
            return
        had_started, self.status, self.reason_ended = self.status == "in-progress", "completed", reason
        self.ended_by = by.call.sid if by else None
        self.exchange.live_conferences.pop(self.name, None)
        leaving, self.participants = list(self.participants.values()), {}
        for participant in leaving:
            self._see_off(participant, parting_reason)
        if had_started:
            self.tell("end", "conference-end", more=_ending(reason, by))
        self.exchange.conferences.is_over(self)

    def tell(
        self,
        group: str,
        event: str,
        participant: Participant | None = None,
        more: dict[str, str] | None = None,
    ) -> None:
        """Report to the conference's callback if its first participant asked for this group of events."""
        self.updated = time.time()
        if not self.callback.url or group not in self.callback.events:
            return
        self._sequence += 1
        told = {
            "ConferenceSid": self.sid,
            "FriendlyName": self.name,
            "AccountSid": self.exchange.settings.account_sid,
            "Timestamp": rfc2822(),
            "StatusCallbackEvent": event,
            "SequenceNumber": str(self._sequence),
        }
        told |= participant.facts() if participant else {}
        self.exchange.courier.send(self.callback.url, told | (more or {}), method=self.callback.method)

    def _see_off(self, participant: Participant, reason: str) -> None:
        why = reason if participant.has_joined else "participant_add_failed"
        status = participant.call.status
        more = {"ReasonParticipantLeft": why, "ParticipantCallStatus": status}
        self.tell("leave", "participant-leave", participant, more)
        participant.gone.set()
        if not participant.has_joined:
            participant.call.hang_up()


def conference_named(exchange: Exchange, name: str, callback: Callback) -> Conference:
    """The live conference of this friendly name, or a new one that reports to this callback."""
    return exchange.live_conferences.get(name) or Conference(exchange, name, callback)


def _ending(reason: str, by: Participant | None) -> dict[str, str]:
    ending = {"ReasonConferenceEnded": reason}
    if by is None:
        return ending
    ending["CallSidEndingConference"] = by.call.sid
    return ending | ({"ParticipantLabelEndingConference": by.label} if by.label else {})


def _said(flag: bool) -> str:
    return "true" if flag else "false"
