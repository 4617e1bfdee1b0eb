"""The addresses of the REST API."""

from starlette.routing import Route

from carrier.exchange import Exchange
from carrier.rest import calls, conferences, messages, parameters, participants
from carrier.rest.gate import Answering, answering

ACCOUNT = "/2010-04-01/Accounts/{account}"
CALL = "/Calls/{call}.json"
CONFERENCE = "/Conferences/{conference}.json"
ROSTER = "/Conferences/{conference}/Participants.json"
PARTICIPANT = "/Conferences/{conference}/Participants/{participant}.json"
MESSAGE = "/Messages/{message}.json"

_NOTHING: dict[str, parameters.Check] = {}
TABLE: tuple[tuple[str, str, dict[str, parameters.Check], Answering], ...] = (
    ("POST", "/Calls.json", parameters.CREATE_CALL, calls.create_call),
    ("GET", "/Calls.json", parameters.LIST_CALLS, calls.list_calls),
    ("GET", CALL, _NOTHING, calls.fetch_call),
    ("POST", CALL, parameters.UPDATE_CALL, calls.update_call),
    ("GET", "/Conferences.json", parameters.LIST_CONFERENCES, conferences.list_conferences),
    ("POST", ROSTER, parameters.CREATE_PARTICIPANT, participants.create_participant),
    ("GET", ROSTER, parameters.LIST_PARTICIPANTS, participants.list_participants),
    ("GET", PARTICIPANT, _NOTHING, participants.fetch_participant),
    ("POST", PARTICIPANT, parameters.UPDATE_PARTICIPANT, participants.update_participant),
    ("DELETE", PARTICIPANT, _NOTHING, participants.remove_participant),
    ("GET", CONFERENCE, _NOTHING, conferences.fetch_conference),
    ("POST", CONFERENCE, parameters.UPDATE_CONFERENCE, conferences.update_conference),
    ("POST", "/Messages.json", parameters.CREATE_MESSAGE, messages.create_message),
    ("GET", "/Messages.json", parameters.LIST_MESSAGES, messages.list_messages),
    ("GET", MESSAGE, _NOTHING, messages.fetch_message),
)


def rest_routes(exchange: Exchange) -> list[Route]:
    """One route for each request in the table."""
    return [
        Route(ACCOUNT + path, answering(exchange, known, answer), methods=[method])
        for method, path, known, answer in TABLE
    ]
