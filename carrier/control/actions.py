"""Doing what a citizen does: picking up, hanging up, pressing keys, calling, writing."""

from carrier import inbound, messages
from carrier.calls import Call
from carrier.control.gate import Wishes
from carrier.control.traffic import call_view
from carrier.dialling import pick_up
from carrier.exchange import Exchange
from carrier.refusals import Refused
from carrier.rest.calls import call_at


async def answer(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    """Pick up a call that rings."""
    call = _ringing(exchange, path)
    call.turn_to(pick_up)
    return call_view(call)


async def refuse_as_busy(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    call = _ringing(exchange, path)
    call.end("busy")
    return call_view(call)


async def let_it_ring_out(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    call = _ringing(exchange, path)
    call.end("no-answer")
    return call_view(call)


async def fail(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    call = _ringing(exchange, path)
    call.end("failed", error=13224)
    return call_view(call)


async def hang_up(exchange: Exchange, _: Wishes, path: dict[str, str]) -> object:
    """Put the telephone down; a caller who hangs up before the answer ends their call as `no-answer`."""
    call = call_at(exchange, path["call"])
    call.end("completed" if call.is_answered else "no-answer")
    return call_view(call)


async def press(exchange: Exchange, wishes: Wishes, path: dict[str, str]) -> object:
    """Press keys: they reach the next (or present) `<Gather>` of the call."""
    call = call_at(exchange, path["call"])
    call.keypad.put_nowait(str(wishes["digits"]))
    return call_view(call)


async def call_the_customer(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    """A citizen (`from`) calls the customer's number (`to`); `url` replaces the configured voice URL."""
    call = inbound.ring_the_customer(
        exchange, from_=wishes["from"], to=wishes["to"], url=wishes.get("url", "")
    )
    return call_view(call)


async def write_to_the_customer(exchange: Exchange, wishes: Wishes, _: dict[str, str]) -> object:
    """A citizen (`from`) sends an SMS (`body`) to the customer (`to`); answers once it is delivered."""
    message = messages.Message(
        wishes["to"], wishes["from"], wishes["body"], direction="inbound", status="received"
    )
    await messages.receive(exchange, message, wishes.get("url", ""))
    return {"sid": message.sid}


def _ringing(exchange: Exchange, path: dict[str, str]) -> Call:
    call = call_at(exchange, path["call"])
    if call.status != "ringing" or call.direction == "inbound":
        raise Refused(409, 20009, "Only an outbound call that rings can be treated so")
    return call
