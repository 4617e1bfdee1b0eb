"""The Participants resource of a conference."""

from starlette.responses import JSONResponse, Response

from carrier.calls import Call, Callback
from carrier.conferences import Conference, Participant, conference_named
from carrier.dialling import dial
from carrier.exchange import Exchange
from carrier.refusals import Refused, bad_parameter, not_found
from carrier.rest.calls import wishes_in
from carrier.rest.conferences import conference_at
from carrier.rest.numbers import called, caller
from carrier.rest.paging import page
from carrier.rest.parameters import Form
from carrier.rest.shapes import account_uri, participant_json

RINGS_LONGER_BY = 5


def create_participant(exchange: Exchange, form: Form, path: dict[str, str]) -> Response:
    """Call somebody into a conference, by its SID or by the friendly name of an existing or new one."""
    to, from_ = called(form), caller(form)
    conference = _conference_for(exchange, form, path["conference"])
    coached_sid = _coached(conference, form)
    call = Call(exchange, to=to, from_=from_, wishes=wishes_in(form, "AmdStatusCallback", RINGS_LONGER_BY))
    participant = Participant(
        call,
        label=form.text("Label"),
        muted=form.flag("Muted"),
        coached_sid=coached_sid,
        starts=form.flag("StartConferenceOnEnter", True),
        ends=form.flag("EndConferenceOnExit"),
    )
    conference.expect(participant)
    call.script = lambda _: conference.seat(participant)
    call.turn_to(dial)
    return JSONResponse(participant_json(conference, participant), 201)


def fetch_participant(exchange: Exchange, _: Form, path: dict[str, str]) -> Response:
    conference = conference_at(exchange, path["conference"])
    return JSONResponse(participant_json(conference, participant_at(conference, path["participant"])))


def list_participants(exchange: Exchange, form: Form, path: dict[str, str]) -> Response:
    """Who is in a conference or being rung for it; those who left are not kept."""
    conference = conference_at(exchange, path["conference"])
    uri = f"{account_uri(exchange)}/Conferences/{conference.sid}/Participants.json"
    rows = [participant_json(conference, one) for one in conference.participants.values()]
    asked = [name for name in ("Muted", "Hold", "Coaching") if form.has(name)]
    found = [row for row in rows if all(row[name.lower()] is form.flag(name) for name in asked)]
    return page(form, "participants", uri, found)


def update_participant(exchange: Exchange, form: Form, path: dict[str, str]) -> Response:
    """Mute, hold, coach, or change whether the conference ends when they leave."""
    conference = conference_at(exchange, path["conference"])
    participant = participant_at(conference, path["participant"])
    _coach(conference, participant, form)
    _switch(conference, participant, form, "Muted", ("participant-unmute", "participant-mute"))
    _switch(conference, participant, form, "Hold", ("participant-unhold", "participant-hold"))
    if form.has("EndConferenceOnExit"):
        participant.ends = form.flag("EndConferenceOnExit")
        conference.tell("modify", "participant-modify", participant)
    return JSONResponse(participant_json(conference, participant))


def remove_participant(exchange: Exchange, _: Form, path: dict[str, str]) -> Response:
    """Let a participant out of the conference and hang up."""
    conference = conference_at(exchange, path["conference"])
    participant = participant_at(conference, path["participant"])
    conference.part(participant, "participant_updated_via_api")
    participant.call.hang_up()
    return Response(status_code=204)


def participant_at(conference: Conference, key: str) -> Participant:
    """A participant by call SID or label."""
    labelled = (one for one in conference.participants.values() if one.label == key)
    participant = conference.participants.get(key) or next(labelled, None)
    if participant is None:
        uri = f"{account_uri(conference.exchange)}/Conferences/{conference.sid}/Participants/{key}.json"
        raise not_found(uri)
    return participant


def _conference_for(exchange: Exchange, form: Form, key: str) -> Conference:
    if key.startswith("CF") and len(key) == 34:
        conference = conference_at(exchange, key)
        if conference.status == "completed":
            raise Refused(400, 21220, "Conference is completed")
        return conference
    if form.flag("Coaching") and key not in exchange.live_conferences:
        raise _nobody_to_coach()
    callback = Callback(
        form.text("ConferenceStatusCallback"),
        form.text("ConferenceStatusCallbackMethod", "POST"),
        form.words("ConferenceStatusCallbackEvent", "start end"),
    )
    return conference_named(exchange, key, callback)


def _switch(
    conference: Conference, participant: Participant, form: Form, name: str, events: tuple[str, str]
) -> None:
    """Turn `Muted` or `Hold` on or off; only a change is reported."""
    wanted = form.flag(name)
    if form.has(name) and wanted != getattr(participant, name.lower()):
        setattr(participant, name.lower(), wanted)
        conference.tell("mute" if name == "Muted" else "hold", events[wanted], participant)


def _coach(conference: Conference, participant: Participant, form: Form) -> None:
    if not form.has("Coaching") and not form.has("CallSidToCoach"):
        return
    participant.coached_sid = _coached(conference, form, participant.coached_sid)
    conference.tell("modify", "participant-modify", participant)


def _coached(conference: Conference, form: Form, before: str = "") -> str:
    """Whom a coach whispers to: somebody in the same conference (else 13240) who is not on hold (else 16027)."""
    sid = form.text("CallSidToCoach", before)
    if not form.flag("Coaching", bool(sid)):
        return ""
    if not sid:
        raise bad_parameter("CallSidToCoach is required when Coaching is true")
    coached = conference.participants.get(sid)
    if coached is None or not coached.has_joined:
        raise _nobody_to_coach()
    if coached.hold:
        raise Refused(400, 16027, "A participant on hold cannot be coached")
    return sid


def _nobody_to_coach() -> Refused:
    return Refused(400, 13240, "CallSidToCoach is not in this conference")
