"""A citizen calls the customer's number."""

from carrier import twiml
from carrier.calls import Call, Callback, Wishes
from carrier.dialling import pick_up
from carrier.exchange import Exchange

EVERY_EVENT = frozenset({"initiated", "ringing", "answered", "completed"})


def ring_the_customer(exchange: Exchange, *, from_: str, to: str, url: str = "") -> Call:
    """Place an inbound call: the customer's voice URL (or `url`) says what happens to it."""
    wishes = Wishes(Callback(exchange.inbound.status_url, events=EVERY_EVENT))
    call = Call(exchange, to=to, from_=from_, direction="inbound", wishes=wishes)
    call.advance("ringing", "ringing")
    voice_url = url or exchange.inbound.voice_url

    async def arrive(call: Call) -> None:
        document = await twiml.fetch(call, voice_url)
        if _rejects(document):
            await twiml.follow(call, document)
            return
        call.script = lambda call: twiml.follow(call, document)
        await pick_up(call)

    call.turn_to(arrive)
    return call


def _rejects(document: twiml.Document) -> bool:
    """Whether the call is refused before it is answered: only then does `<Reject>` cost nothing."""
    return document.text is None or twiml.first_verb(document) == "Reject"
