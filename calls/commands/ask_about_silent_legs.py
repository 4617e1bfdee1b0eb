from datetime import datetime

from django.utils import timezone

from calls.commands.apply_leg_news import apply_leg_news
from calls.commands.end_lines import end_line
from calls.commands.end_stray_line import end_stray_line
from calls.models import Leg
from calls.states import LegState
from calls.telephony import telephony
from calls.telephony.errors import LOST
from calls.telephony.limits import GRACE, LOST_AFTER, MAX_TRIES, next_look
from calls.telephony.port import LegNews, OutcomeUnknown, Rejected, SeekLeg

AT_ONCE = 50


def ask_about_silent_legs() -> int:
    """The telephone company is asked about lines that have been silent for too long. Not in a transaction.

    1. A line older than any conversation may last is given up as lost, so that nobody waits for ever.
    2. A line that should be hung up is hung up again.
    3. A line whose request was never answered is looked for, and placed anew only if it does not exist.
    4. Any other line is fetched, and what the company says is taken like a webhook.

    Returns how many lines it asked about.
    """
    now = timezone.now()
    silent = Leg.objects.alive().filter(check_at__lte=now).exclude(state=LegState.PLANNED)
    found = list(silent.select_related("attempt", "region").order_by("check_at")[:AT_ONCE])
    for leg in found:
        if claim(leg, now):
            ask_about(leg, now)
    return len(found)


def claim(leg: Leg, now: datetime) -> bool:
    """Make this question ours: another sweeper finds the line not due any more."""
    again_at = next_look(LegState(leg.state), now) or now + GRACE
    return bool(Leg.objects.filter(pk=leg.pk, check_at=leg.check_at).update(check_at=again_at))


def ask_about(leg: Leg, now: datetime) -> None:
    """One question about one line. No answer means that it is asked again later."""
    if (leg.sent_at or leg.planned_at) + LOST_AFTER < now:
        give_up(leg)
    elif leg.provider_ref is None:
        look_for(leg)
    elif leg.hang_up_wanted:
        end_line(leg)
    else:
        fetch(leg)


def give_up(leg: Leg) -> None:
    """Nobody knows what became of it: as far as we are concerned it is over, and the agent is free."""
    if leg.provider_ref:
        end_stray_line(leg.provider_ref)
    apply_leg_news(LegNews(leg=leg.key, ref="", state=LegState.FAILED, error_code=LOST))


def fetch(leg: Leg) -> None:
    """Ask how the line stands."""
    ref = leg.provider_ref or ""
    try:
        apply_leg_news(telephony().fetch_leg(leg.key, ref))
    except Rejected as refused:
        if refused.kind == "gone":
            apply_leg_news(LegNews(leg=leg.key, ref=ref, state=LegState.FAILED, error_code=LOST))
    except OutcomeUnknown:
        return


def look_for(leg: Leg) -> None:
    """Was it placed? Adopt the first line that is not another leg's; hang up any second one."""
    try:
        candidates = telephony().find_leg(sought(leg))
    except (Rejected, OutcomeUnknown):
        return
    taken = Leg.objects.filter(provider_ref__in=[one.ref for one in candidates]).values_list(
        "provider_ref", flat=True
    )
    ours = [one for one in candidates if one.ref not in set(taken)]
    for news in ours:
        stray = apply_leg_news(news)
        if stray:
            end_stray_line(stray)
    if not ours:
        place_again(leg)


def sought(leg: Leg) -> SeekLeg:
    """What tells our line from others: its label in the room, else number and time."""
    attempt = leg.attempt
    return SeekLeg(
        room=attempt.key, leg=leg.key, to=leg.to, caller_id=leg.region.caller_id, since=attempt.began_at
    )


def place_again(leg: Leg) -> None:
    """It was never placed: back to be placed, unless it is not wanted any more or was tried too often."""
    if leg.hang_up_wanted or leg.tries >= MAX_TRIES:
        state = LegState.CANCELLED if leg.hang_up_wanted else LegState.FAILED
        apply_leg_news(LegNews(leg=leg.key, ref="", state=state, error_code=LOST))
        return
    lost = Leg.objects.filter(pk=leg.pk, provider_ref=None, state__in=(LegState.SUBMITTING, LegState.UNKNOWN))
    # The agent may have hung up while we looked: then it is asked about, and cancelled, next time.
    lost.filter(hang_up_wanted=False).update(state=LegState.PLANNED, check_at=timezone.now())
