from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.commands.give_call_back import give_call_back
from calls.commands.start_wrap_up import start_wrap_up
from calls.events import CitizenAnswered, LegPlanned, LineChanged
from calls.models import Attempt, Leg
from calls.models.lines import LegRole
from calls.refusals import AgentHasMovedOn, CallHasMovedOn
from calls.states import ENDED_LEGS, AgentState, CallState, LegState
from calls.telephony.limits import HANGING_UP, next_look
from calls.telephony.port import LegNews
from journal.announce import announce


@transaction.atomic
def apply_leg_news(news: LegNews) -> str | None:
    """The telephone company says something about a line. The only writer of a line's state once it is submitted.

    1. Lock the attempt: news about its two lines is taken one after the other.
    2. Bind the company's name of the line; a second line for the same leg is a stray and returned, to be hung up.
    3. Learn facts (who answered, when), also from late news; move the state forward by rank, never back.
    4. Act on it: the agent answered, so ring the citizen; the citizen answered; a voicemail; a line is over.

    The same news twice, or in any order, or only some of it, ends in the same state.
    """
    attempt = Attempt.objects.select_for_update().filter(pk__in=attempts_with(news)).first()
    if attempt is None:
        return stray_of(news)
    leg = attempt.legs.get(key=news.leg)
    if not bind(leg, news):
        return stray_of(news)
    moved = learn(leg, news)
    if moved:
        announce_change(attempt, leg)
    act_on(attempt, leg)
    return None


def attempts_with(news: LegNews) -> list[int]:
    """The attempt whose leg this is, if we know it."""
    return list(Leg.objects.filter(key=news.leg).values_list("attempt_id", flat=True))


def stray_of(news: LegNews) -> str | None:
    """The company's name of a line that must be hung up, unless it is over."""
    return news.ref if news.ref and news.state not in ENDED_LEGS else None


def bind(leg: Leg, news: LegNews) -> bool:
    """Whether this news is about our leg's own line. The first line heard of is the one; it stays so.

    A leg that ended before any line was known (cancelled, given up as lost) accepts none afterwards.
    """
    if not news.ref or leg.provider_ref == news.ref:
        return True
    if leg.provider_ref or leg.state in ENDED_LEGS:
        return False
    leg.provider_ref = news.ref
    leg.save(update_fields=["provider_ref"])
    return True


def learn(leg: Leg, news: LegNews) -> bool:
    """Fill in facts that were missing and move forward; whether the state moved."""
    now = timezone.now()
    leg.is_machine = leg.is_machine or news.is_machine
    leg.error_code = leg.error_code or news.error_code
    at = news.at or now
    if news.state == LegState.RINGING:
        leg.ringing_at = leg.ringing_at or at
    if was_answered(leg, news):
        leg.answered_at = leg.answered_at or at - timedelta(seconds=news.seconds or 0)
    if news.state in ENDED_LEGS:
        leg.ended_at = leg.ended_at or at
    leg.save(update_fields=["is_machine", "error_code", "ringing_at", "answered_at", "ended_at"])
    return move(leg, news.state, now)


def was_answered(leg: Leg, news: LegNews) -> bool:
    """Whether the news proves that somebody picked up.

    A line that was completed had been answered, except one that we hung up ourselves while it rang.
    """
    if news.state == LegState.COMPLETED:
        return bool(news.seconds) or not leg.hang_up_wanted
    return news.state == LegState.ANSWERED or news.is_machine


def move(leg: Leg, state: LegState | None, now: datetime) -> bool:
    """Forward by rank, and look again when it has been silent for too long in the new state."""
    if state is None:
        return False
    soon = now + HANGING_UP if leg.hang_up_wanted and state not in ENDED_LEGS else next_look(state, now)
    return leg.advance(state, check_at=soon)


def announce_change(attempt: Attempt, leg: Leg) -> None:
    """The screens that show this line fetch it again."""
    announce(
        LineChanged(
            region_id=attempt.region_id,
            call_id=attempt.call_id,
            agent_id=attempt.agent_id,
            leg_id=leg.pk,
            state=leg.state,
        )
    )


def act_on(attempt: Attempt, leg: Leg) -> None:
    """What follows from where the line now stands. Each consequence takes place once, however often it is due."""
    if leg.role == LegRole.CITIZEN:
        act_on_citizen(attempt, leg)
    elif leg.state == LegState.ANSWERED:
        ring_citizen(attempt)
    elif leg.state in ENDED_LEGS:
        act_on_lost_agent(attempt)


def act_on_citizen(attempt: Attempt, leg: Leg) -> None:
    """Somebody answered, or something; or the line is over."""
    if leg.answered_at and not leg.is_machine:
        Attempt.objects.filter(pk=attempt.pk, answered_at=None).update(answered_at=leg.answered_at)
    if leg.state in ENDED_LEGS or leg.is_machine:
        start_wrap_up(attempt)
    elif leg.state == LegState.ANSWERED:
        begin_conversation(attempt)


def ring_citizen(attempt: Attempt) -> None:
    """The agent is on the line, so the citizen may be rung: nobody is ever answered by silence."""
    if attempt.hung_up_at or attempt.ended_at:
        return
    citizen = attempt.legs.filter(role=LegRole.CITIZEN, state=LegState.PLANNED, check_at=None)
    if citizen.filter(hang_up_wanted=False).update(check_at=timezone.now()):
        announce(LegPlanned(region_id=attempt.region_id, leg_id=attempt.legs.get(role=LegRole.CITIZEN).pk))


def act_on_lost_agent(attempt: Attempt) -> None:
    """The agent's line is over. If nobody has been rung yet, the call goes back; else it is wrapped up."""
    was_rung = attempt.legs.filter(role=LegRole.CITIZEN).exclude(state=LegState.PLANNED).exists()
    if was_rung or attempt.hung_up_at:
        start_wrap_up(attempt)
    else:
        give_call_back(attempt)


def begin_conversation(attempt: Attempt) -> None:
    """Citizen and agent are in conversation. News that comes after the end finds the call moved on."""
    if attempt.hung_up_at:
        return
    try:
        attempt.call.move_to(CallState.TALKING)
    except CallHasMovedOn:
        return
    with suppress(AgentHasMovedOn):
        change_presence(attempt.agent_id, AgentState.TALKING, call=attempt.call)
    announce(
        CitizenAnswered(
            region_id=attempt.region_id,
            call_id=attempt.call_id,
            agent_id=attempt.agent_id,
            attempt_id=attempt.pk,
        )
    )
