"""The Conferences resource."""

from starlette.responses import JSONResponse, Response

from carrier.conferences import Conference
from carrier.exchange import Exchange
from carrier.refusals import not_found
from carrier.rest.paging import page
from carrier.rest.parameters import Form
from carrier.rest.shapes import account_uri, conference_json


def fetch_conference(exchange: Exchange, _: Form, path: dict[str, str]) -> Response:
    return JSONResponse(conference_json(conference_at(exchange, path["conference"])))


def list_conferences(exchange: Exchange, form: Form, _: dict[str, str]) -> Response:
    """Conferences, newest first, by friendly name and state."""
    name, status = form.text("FriendlyName"), form.text("Status")
    found = [
        conference_json(conference)
        for conference in exchange.conferences.newest_first()
        if (not name or conference.name == name) and (not status or conference.status == status)
    ]
    return page(form, "conferences", f"{account_uri(exchange)}/Conferences.json", found)


def update_conference(exchange: Exchange, form: Form, path: dict[str, str]) -> Response:
    """End a conference, by SID or by the friendly name of a live one: everybody in it is hung up.

    One that is over stays as it is.
    """
    key = path["conference"]
    conference = exchange.live_conferences.get(key) or conference_at(exchange, key)
    if form.text("Status") == "completed":
        conference.end("conference-ended-via-api", "conference_ended_via_api")
    return JSONResponse(conference_json(conference))


def conference_at(exchange: Exchange, sid: str) -> Conference:
    """A conference by SID: besides creating a participant, only ending a conference takes a friendly name."""
    conference = exchange.conferences.get(sid)
    if conference is None:
        raise not_found(f"{account_uri(exchange)}/Conferences/{sid}.json")
    return conference
