"""The JSON of Twilio's resources. Parts that this company does not model are there, and null."""

from carrier.calls import API_VERSION, Call
from carrier.conferences import Conference, Participant
from carrier.exchange import Exchange
from carrier.messages import Message
from carrier.pace import rfc2822
from carrier.sms_text import segments

PARTICIPANT_STATUS = {
    "queued": "queued",
    "initiated": "connecting",
    "ringing": "ringing",
    "in-progress": "connected",
    "completed": "complete",
}


def account_uri(exchange: Exchange) -> str:
    return f"/{API_VERSION}/Accounts/{exchange.settings.account_sid}"


def call_json(call: Call) -> dict[str, object]:
    """A Call resource. It has no `initiated`: that state exists in callbacks only."""
    base = f"{account_uri(call.exchange)}/Calls/{call.sid}"
    latest = max(call.moments.values())
    return {
        "sid": call.sid,
        "account_sid": call.exchange.settings.account_sid,
        "api_version": API_VERSION,
        "parent_call_sid": call.parent_sid,
        "to": call.to,
        "to_formatted": call.to,
        "from": call.from_,
        "from_formatted": call.from_,
        "status": "queued" if call.status == "initiated" else call.status,
        "direction": call.direction,
        "answered_by": call.answered_by,
        "date_created": rfc2822(call.moments["queued"]),
        "date_updated": rfc2822(latest),
        "start_time": _moment(call.moments.get("in-progress")),
        "end_time": rfc2822(latest) if call.is_over else None,
        "duration": str(call.duration()) if call.status == "completed" else None,
        "queue_time": "0",
        "price_unit": "USD",
        "uri": f"{base}.json",
        "subresource_uris": {"recordings": f"{base}/Recordings.json"},
        **dict.fromkeys(
            ("phone_number_sid", "price", "forwarded_from", "group_sid", "caller_name", "trunk_sid")
        ),
    }


def conference_json(conference: Conference) -> dict[str, object]:
    """A Conference resource."""
    base = f"{account_uri(conference.exchange)}/Conferences/{conference.sid}"
    return {
        "sid": conference.sid,
        "account_sid": conference.exchange.settings.account_sid,
        "api_version": API_VERSION,
        "friendly_name": conference.name,
        "region": "us1",
        "status": conference.status,
        "date_created": rfc2822(conference.created),
        "date_updated": rfc2822(conference.updated),
        "reason_conference_ended": conference.reason_ended,
        "call_sid_ending_conference": conference.ended_by,
        "uri": f"{base}.json",
        "subresource_uris": {"participants": f"{base}/Participants.json"},
    }


def participant_json(conference: Conference, participant: Participant) -> dict[str, object]:
    """A Participant resource."""
    sid = participant.call.sid
    return {
        "account_sid": conference.exchange.settings.account_sid,
        "conference_sid": conference.sid,
        "call_sid": sid,
        "label": participant.label or None,
        "status": PARTICIPANT_STATUS.get(participant.call.status, "failed"),
        "muted": participant.muted,
        "hold": participant.hold,
        "coaching": bool(participant.coached_sid),
        "call_sid_to_coach": participant.coached_sid or None,
        "start_conference_on_enter": participant.starts,
        "end_conference_on_exit": participant.ends,
        "date_created": rfc2822(participant.since),
        "date_updated": rfc2822(conference.updated),
        "queue_time": "0",
        "uri": f"{account_uri(conference.exchange)}/Conferences/{conference.sid}/Participants/{sid}.json",
    }


def message_json(exchange: Exchange, message: Message) -> dict[str, object]:
    """A Message resource."""
    base = f"{account_uri(exchange)}/Messages/{message.sid}"
    return {
        "sid": message.sid,
        "account_sid": exchange.settings.account_sid,
        "api_version": API_VERSION,
        "messaging_service_sid": message.service_sid,
        "to": message.to,
        "from": message.from_,
        "body": message.body,
        "direction": message.direction,
        "status": message.status,
        "error_code": message.error,
        "error_message": None,
        "num_segments": str(segments(message.body)),
        "num_media": "0",
        "date_created": rfc2822(message.created),
        "date_updated": rfc2822(message.updated),
        "date_sent": _moment(message.moments.get("sent")),
        "price": None,
        "price_unit": "USD",
        "uri": f"{base}.json",
        "subresource_uris": {"media": f"{base}/Media.json"},
    }


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else rfc2822(seconds)
