"""The Calls resource."""

from collections.abc import Callable

from starlette.responses import JSONResponse, Response

from carrier.calls import Call, Callback, Wishes
from carrier.dialling import dial
from carrier.exchange import Exchange
from carrier.refusals import Refused, call_is_over, not_found
from carrier.rest.numbers import called, caller
from carrier.rest.paging import page
from carrier.rest.parameters import Form
from carrier.rest.shapes import account_uri, call_json
from carrier.twiml import script_of


def create_call(exchange: Exchange, form: Form, _: dict[str, str]) -> Response:
    """Place a call that follows the TwiML of `Url` or `Twiml` once answered."""
    to, from_ = called(form), caller(form)
    if not form.text("Url") and not form.text("Twiml"):
        raise Refused(400, 21205, "Url parameter is required.")
    call = Call(exchange, to=to, from_=from_, wishes=wishes_in(form, "AsyncAmdStatusCallback"))
    call.script = script_of(form.text("Url"), form.text("Method", "POST"), form.text("Twiml"))
    call.turn_to(dial)
    return JSONResponse(call_json(call), 201)


def fetch_call(exchange: Exchange, _: Form, path: dict[str, str]) -> Response:
    return JSONResponse(call_json(call_at(exchange, path["call"])))


def list_calls(exchange: Exchange, form: Form, _: dict[str, str]) -> Response:
    """Calls, newest first. One that was not answered counts as started when it was placed."""
    tests = _filters(form)
    found = [call for call in exchange.calls.newest_first() if all(test(call) for test in tests)]
    return page(form, "calls", f"{account_uri(exchange)}/Calls.json", [call_json(call) for call in found])


def update_call(exchange: Exchange, form: Form, path: dict[str, str]) -> Response:
    """Cancel a call that rings, hang up one that talks, or give one that talks other instructions."""
    call = call_at(exchange, path["call"])
    if call.is_over:
        raise call_is_over()
    status = form.text("Status")
    if status == "completed" or (status == "canceled" and not call.is_answered):
        call.hang_up()
    elif form.has("Url") or form.has("Twiml"):
        _redirect(call, form)
    return JSONResponse(call_json(call))


def call_at(exchange: Exchange, sid: str) -> Call:
    call = exchange.calls.get(sid)
    if call is None:
        raise not_found(f"{account_uri(exchange)}/Calls/{sid}.json")
    return call


def wishes_in(form: Form, detection_callback: str, grace: int = 0) -> Wishes:
    """What a form wants of a call; `grace` is what this company adds to the time it rings (seconds)."""
    verdict_url = form.text(detection_callback)
    return Wishes(
        callback=Callback(
            form.text("StatusCallback"),
            form.text("StatusCallbackMethod", "POST"),
            form.words("StatusCallbackEvent", "completed"),
        ),
        timeout=form.number("Timeout", 60) + grace,
        time_limit=form.number("TimeLimit", 14_400),
        detection="" if form.has("SendDigits") else form.text("MachineDetection"),
        detection_callback=Callback(verdict_url, form.text(f"{detection_callback}Method", "POST")),
    )


def _redirect(call: Call, form: Form) -> None:
    if not call.is_answered:
        raise call_is_over()
    script = script_of(form.text("Url"), form.text("Method", "POST"), form.text("Twiml"))

    async def instead(call: Call) -> None:
        await script(call)
        call.end("completed")

    call.turn_to(instead)


def _filters(form: Form) -> list[Callable[[Call], bool]]:
    wanted = {
        "To": lambda call: call.to,
        "From": lambda call: call.from_,
        "Status": lambda call: "queued" if call.status == "initiated" else call.status,
        "ParentCallSid": lambda call: call.parent_sid,
    }
    tests = [_is(read, form.text(name)) for name, read in wanted.items() if form.text(name)]
    return [*tests, lambda call: form.covers("StartTime", _started(call))]


def _is(read: Callable[[Call], str | None], value: str) -> Callable[[Call], bool]:
    return lambda call: read(call) == value


def _started(call: Call) -> float:
    # Whole seconds: the resource and the filter show no smaller ones.
    return float(int(call.moments.get("in-progress", call.moments["queued"])))
