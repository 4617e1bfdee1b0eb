"""Seeing what is and was on the lines."""

from carrier.calls import Call
from carrier.conferences import Conference
from carrier.control.gate import Wishes
from carrier.exchange import Exchange
from carrier.messages import Message


async def list_calls(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    """Every call still remembered, oldest first, with the moment of each state (seconds since 1970)."""
    found = [call_view(call) for call in reversed(exchange.calls.newest_first())]
    return {"calls": _matching(found, wishes)}


async def list_messages(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    found = [_message_view(message) for message in reversed(exchange.messages.newest_first())]
    return {"messages": _matching(found, wishes)}


async def list_conferences(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    found = [_conference_view(one) for one in reversed(exchange.conferences.newest_first())]
    return {"conferences": _matching(found, wishes)}


async def list_deliveries(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    """The latest webhooks with their outcome: an HTTP status, `ct`, `rt` (no connection, no answer) or `dropped`."""
    return {"webhooks": _matching(list(exchange.deliveries), wishes)}


def call_view(call: Call) -> dict[str, object]:
    """A call as the control room sees it."""
    return {
        "sid": call.sid,
        "to": call.to,
        "from": call.from_,
        "direction": call.direction,
        "status": call.status,
        "persona": call.exchange.citizens.at(call.citizen).kind,
        "label": call.label,
        "answered_by": call.answered_by,
        "parent_sid": call.parent_sid,
        "moments": call.moments,
    }


def _message_view(message: Message) -> dict[str, object]:
    return {
        "sid": message.sid,
        "to": message.to,
        "from": message.from_,
        "body": message.body,
        "direction": message.direction,
        "status": message.status,
        "error": message.error,
        "moments": message.moments,
    }


def _conference_view(conference: Conference) -> dict[str, object]:
    participants = {
        one.call.sid: {
            "label": one.label,
            "has_joined": one.has_joined,
            "muted": one.muted,
            "hold": one.hold,
            "coached_sid": one.coached_sid,
        }
        for one in conference.participants.values()
    }
    return {
        "sid": conference.sid,
        "name": conference.name,
        "status": conference.status,
        "reason_ended": conference.reason_ended,
        "participants": participants,
    }


def _matching(rows: list[dict[str, object]], wishes: Wishes) -> list[dict[str, object]]:
    return [row for row in rows if all(str(row.get(name)) == value for name, value in wishes.items())]
