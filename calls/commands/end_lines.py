from calls.commands.apply_leg_news import apply_leg_news
from calls.models import Leg
from calls.states import LegState
from calls.telephony import telephony
from calls.telephony.port import LegNews, OutcomeUnknown, Rejected


def end_lines(attempt_id: int) -> None:
    """Whatever of an attempt's lines is still to be hung up is hung up. Talks to the outside.

    A line that is being placed has no name yet at the company: it is ended when its news arrives. What fails here
    is repeated by the sweeper that asks about silent lines, so nothing is raised.
    """
    unwanted = Leg.objects.alive().filter(attempt_id=attempt_id, hang_up_wanted=True)
    for leg in unwanted.exclude(provider_ref=None):
        end_line(leg)


def end_line(leg: Leg) -> None:
    """Hang up one line and take what the company says of it afterwards; its webhook may be lost."""
    ref = leg.provider_ref or ""
    try:
        telephony().end_leg(ref)
        news = telephony().fetch_leg(leg.key, ref)
    except Rejected as refused:
        if refused.kind == "gone":
            apply_leg_news(LegNews(leg=leg.key, ref=ref, state=LegState.CANCELLED))
    except OutcomeUnknown:
        return
    else:
        apply_leg_news(news)
