from django.db import transaction
from django.db.models import F
from django.utils import timezone

from calls.commands.apply_leg_news import apply_leg_news
from calls.commands.end_stray_line import end_stray_line
from calls.models import Leg
from calls.models.lines import LegRole
from calls.queries.hours import open_for_calls
from calls.rules.phone_numbers import e164
from calls.states import LegState
from calls.telephony import telephony
from calls.telephony.errors import NEVER_CALLED, OUTSIDE_HOURS, THROTTLED
from calls.telephony.limits import GRACE, MAX_TRIES, RING_AGENT, RING_CITIZEN, TIME_LIMIT, next_look, next_try
from calls.telephony.port import LegNews, OutcomeUnknown, PlaceLeg, Rejected


def place_leg(leg_id: int) -> None:
    """The telephone company is asked to ring one line of an attempt. Not in a transaction: it talks to the outside.

    1. Claim the line and commit: whatever happens next, a sweeper finds that it was being placed.
    2. Ask the company.
    3. Write down what is now known: placed, refused, to be tried again, or unknown (and to be found out).

    A line that is not waiting to be placed is left alone, so a repeated or late order changes nothing.
    """
    leg = claim(leg_id)
    if leg is None:
        return
    try:
        ref = telephony().place_leg(wish_for(leg))
    except Rejected as refused:
        take_refusal(leg, refused)
    except OutcomeUnknown:
        stay_unknown(leg)
    else:
        take_news(LegNews(leg=leg.key, ref=ref, state=LegState.DIALLING))


@transaction.atomic(durable=True)
def claim(leg_id: int) -> Leg | None:
    """Make the line ours to place, or None when it is not waiting for that."""
    now = timezone.now()
    waiting = Leg.objects.filter(
        pk=leg_id, state=LegState.PLANNED, hang_up_wanted=False, check_at__isnull=False
    )
    check_at = next_look(LegState.SUBMITTING, now)
    if not waiting.update(state=LegState.SUBMITTING, sent_at=now, tries=F("tries") + 1, check_at=check_at):
        return None
    return Leg.objects.select_related("attempt", "region").get(pk=leg_id)


def wish_for(leg: Leg) -> PlaceLeg:
    """What we ask for: the citizen sees the region's own number, and a voicemail is to be recognised.

    Refused (Rejected) is a number that must not be called, which gets so far only if its call was queued before the
    tables knew it; and a citizen whom nobody may call at this hour. The hours were asked when the agent accepted,
    but their own telephone may have rung past closing time, or the company may have let us wait.
    """
    if leg.to.startswith("+") and not e164(leg.to, country=""):
        raise Rejected("invalid_number", code=NEVER_CALLED)
    is_agent = leg.role == LegRole.AGENT
    if not is_agent and not open_for_calls(leg.region, timezone.now()):
        raise Rejected("not_permitted", code=OUTSIDE_HOURS)
    return PlaceLeg(
        room=leg.attempt.key,
        leg=leg.key,
        to=leg.to,
        caller_id=leg.region.caller_id,
        is_agent=is_agent,
        ring_seconds=RING_AGENT if is_agent else RING_CITIZEN,
        time_limit_seconds=TIME_LIMIT,
        detect_machine=not is_agent,
    )


def take_refusal(leg: Leg, refused: Rejected) -> None:
    """The company has done nothing: try again a little later if that can help, else the line has failed.

    A line that the agent gave up meanwhile is not planned again: it would wait for ever to be placed.
    """
    wanted = Leg.objects.filter(pk=leg.pk, state=LegState.SUBMITTING, provider_ref=None, hang_up_wanted=False)
    again = {"state": LegState.PLANNED, "check_at": next_try(leg.tries, timezone.now())}
    if refused.safe_to_retry and leg.tries < MAX_TRIES and wanted.update(**again):
        return
    code = THROTTLED if refused.safe_to_retry else refused.code
    take_news(LegNews(leg=leg.key, ref="", state=LegState.FAILED, error_code=code))


def stay_unknown(leg: Leg) -> None:
    """Perhaps it rings, perhaps not: never ask twice before looking. News may have told us already."""
    unsure = Leg.objects.filter(pk=leg.pk, state=LegState.SUBMITTING, provider_ref=None)
    unsure.update(state=LegState.UNKNOWN, check_at=timezone.now() + GRACE)


def take_news(news: LegNews) -> None:
    """Apply what we learnt; a second line for the same leg is hung up."""
    stray = apply_leg_news(news)
    if stray:
        end_stray_line(stray)
