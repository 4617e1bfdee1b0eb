from journal.outbox import OutcomeUnknown, Rejected
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.connection import company
from telephony.models import Leg
from telephony.port import LegNews
from telephony.states import Fault, LegState


def end_legs(room_id: int) -> None:
    """Whatever of a room's legs is still to be hung up is hung up. Talks to the outside.

    A leg that is being placed has no name yet at the company: it is ended when its news arrives. What fails here
    is repeated by the sweeper that asks about silent legs, so nothing is raised.
    """
    unwanted = Leg.objects.alive().filter(room_id=room_id, hang_up_wanted=True)
    for leg in unwanted.exclude(provider_ref=None):
        end_leg(leg)


def end_leg(leg: Leg) -> None:
    """Hang up one leg and take what the company says of it afterwards; its webhook may be lost."""
    ref = leg.provider_ref or ""
    try:
        company().end_leg(ref)
        news = company().fetch_leg(leg.key, ref)
    except Rejected as refused:
        if refused.fault == Fault.GONE:
            apply_leg_news(LegNews(leg=leg.key, ref=ref, state=LegState.CANCELLED))
    except OutcomeUnknown:
        return
    else:
        apply_leg_news(news)
