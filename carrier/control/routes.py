"""The addresses of the control room."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from carrier.control import actions, citizens, conditions, traffic
from carrier.control.gate import Acting, controlling
from carrier.exchange import Exchange

_TABLE: tuple[tuple[str, str, Acting], ...] = (
    ("GET", "/calls", traffic.list_calls),
    ("GET", "/messages", traffic.list_messages),
    ("GET", "/conferences", traffic.list_conferences),
    ("GET", "/webhooks", traffic.list_deliveries),
    ("GET", "/citizens", citizens.list_choices),
    ("PUT", "/citizens", citizens.choose_citizens),
    ("DELETE", "/citizens", citizens.forget_citizens),
    ("GET", "/citizens/{number}", citizens.show_citizen),
    ("PUT", "/citizens/{number}", citizens.choose_citizen),
    ("DELETE", "/citizens/{number}", citizens.forget_citizen),
    ("POST", "/calls/{call}/answer", actions.answer),
    ("POST", "/calls/{call}/busy", actions.refuse_as_busy),
    ("POST", "/calls/{call}/no-answer", actions.let_it_ring_out),
    ("POST", "/calls/{call}/fail", actions.fail),
    ("POST", "/calls/{call}/hangup", actions.hang_up),
    ("POST", "/calls/{call}/digits", actions.press),
    ("POST", "/inbound/calls", actions.call_the_customer),
    ("POST", "/inbound/messages", actions.write_to_the_customer),
    ("PUT", "/inbound", conditions.set_inbound),
    ("GET", "/faults", conditions.show_faults),
    ("PUT", "/faults", conditions.set_faults),
    ("DELETE", "/faults", conditions.clear_faults),
    ("PUT", "/speed", conditions.set_speed),
    ("POST", "/reset", conditions.reset),
)


def control_routes(exchange: Exchange) -> list[Route]:
    """One route for each action in the table; health needs no password, for whoever waits for the start."""
    routes = [
        Route(f"/_carrier{path}", controlling(exchange, act), methods=[method])
        for method, path, act in _TABLE
    ]
    return [Route("/_carrier/health", _health), *routes]


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})
