from datetime import datetime, timedelta

from django.utils import timezone

from journal.steps import step
from telephony.limits import HANGING_UP, is_machine
from telephony.models import Leg
from telephony.port import LegNews
from telephony.states import ENDED_LEGS, LegState

FACTS = ["error_code", "fault", "ringing_at", "answered_at", "ended_at", "machine_at", "is_machine"]


@step
def learn_leg_facts(leg: Leg, news: LegNews) -> bool:
    """Write down what news says of a leg, also late news, and move its state forward by rank, never back.

    1. When it rang, was answered and ended: what is earliest known. `at` is the company's clock; a moment that has
       yet to come on ours is now.
    2. Whether a machine answered, judged anew from what is known by now, so that the order of news does not matter.
       The company's word counts in the first seconds of a conversation and until the agent has heard somebody.
    3. The state, and when to look after the leg.

    Returns whether anything changed. The leg's room is locked by the caller.
    """
    now = timezone.now()
    before = [getattr(leg, fact) for fact in FACTS]
    at = min(news.at or now, now)
    leg.error_code = leg.error_code or news.error_code
    leg.fault = leg.fault or news.fault or ""
    if news.state == LegState.RINGING:
        leg.ringing_at = leg.ringing_at or at
    if _was_answered(leg, news):
        leg.answered_at = _earlier(leg.answered_at, at - timedelta(seconds=news.seconds or 0))
    if news.state in ENDED_LEGS:
        leg.ended_at = leg.ended_at or at
    if news.is_machine:
        leg.machine_at = leg.machine_at or now
    leg.is_machine = is_machine(leg.machine_at, answered_at=leg.answered_at, heard_at=leg.heard_at)
    has_learnt = before != [getattr(leg, fact) for fact in FACTS]
    if has_learnt:
        leg.save(update_fields=FACTS)
    return _move(leg, news.state, now) or has_learnt


def _was_answered(leg: Leg, news: LegNews) -> bool:
    """Whether the news proves that somebody picked up.

    A line that was completed had been answered, except one that we hung up ourselves while it rang.
    """
    if news.state == LegState.COMPLETED:
        return bool(news.seconds) or not leg.hang_up_wanted
    return news.state == LegState.ANSWERED or news.is_machine


def _earlier(known: datetime | None, told: datetime) -> datetime:
    """A line's length, told at its end, shows that it was answered before we heard of it."""
    return told if known is None else min(known, told)


def _move(leg: Leg, state: LegState | None, now: datetime) -> bool:
    """Forward by rank, and look again when it has been silent for too long in the new state."""
    if state is None:
        return False
    soon = now + HANGING_UP if leg.hang_up_wanted and state not in ENDED_LEGS else leg.next_look(state, now)
    return leg.advance(state, check_at=soon)
