"""The Messages resource."""

from starlette.responses import JSONResponse, Response

from carrier.calls import Callback
from carrier.exchange import Exchange
from carrier.messages import SERVICE_NUMBER, Message, is_stopped, send
from carrier.refusals import Refused, not_found, opted_out
from carrier.rest.numbers import addressee, sender
from carrier.rest.paging import page
from carrier.rest.parameters import Form
from carrier.rest.shapes import account_uri, message_json

LONGEST = 1600


def create_message(exchange: Exchange, form: Form, _: dict[str, str]) -> Response:
    """Send an SMS, unless its addressee has told this sender to stop (21610)."""
    to, from_, service = addressee(form), sender(form), form.text("MessagingServiceSid")
    body = _body(form)
    if is_stopped(exchange, from_ or service, to):
        raise opted_out()
    message = Message(
        to,
        from_ or SERVICE_NUMBER,
        body,
        status="queued" if from_ else "accepted",
        service_sid=service or None,
        callback=Callback(form.text("StatusCallback")),
        validity=form.number("ValidityPeriod", 36_000),
    )
    send(exchange, message)
    return JSONResponse(message_json(exchange, message), 201)


def fetch_message(exchange: Exchange, _: Form, path: dict[str, str]) -> Response:
    message = exchange.messages.get(path["message"])
    if message is None:
        raise not_found(f"{account_uri(exchange)}/Messages/{path['message']}.json")
    return JSONResponse(message_json(exchange, message))


def list_messages(exchange: Exchange, form: Form, _: dict[str, str]) -> Response:
    """Messages in both directions, newest first, by number and time."""
    found = [
        message_json(exchange, message)
        for message in exchange.messages.newest_first()
        if _is_wanted(message, form)
    ]
    return page(form, "messages", f"{account_uri(exchange)}/Messages.json", found)


def _is_wanted(message: Message, form: Form) -> bool:
    return (
        message.to == form.text("To", message.to)
        and message.from_ == form.text("From", message.from_)
        and form.covers("DateSent", int(message.created))
    )


def _body(form: Form) -> str:
    body = form.text("Body")
    if not body:
        raise Refused(400, 21602, "Message body is required.")
    if len(body) > LONGEST:
        raise Refused(400, 21617, f"The concatenated message body exceeds the {LONGEST} character limit")
    return body
