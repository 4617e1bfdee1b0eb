from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.commands.count_attempt import count_attempt
from calls.commands.give_call_back import give_call_back
from calls.commands.learn_leg_facts import learn_leg_facts
from calls.commands.return_unplaced_call import return_unplaced_call
from calls.commands.start_wrap_up import start_wrap_up
from calls.events import CitizenAnswered, LegPlanned, LineChanged
from calls.models import Attempt, Leg
from calls.models.lines import LegRole
from calls.refusals import AgentHasMovedOn, CallHasMovedOn
from calls.states import ENDED_LEGS, AgentState, CallState, LegState, Outcome
from calls.telephony.legs import was_rung
from calls.telephony.port import LegNews
from journal.announce import announce


@transaction.atomic
def apply_leg_news(news: LegNews) -> str | None:
    """The telephone company says something about a line. The only writer of a line's state once it is submitted.

    1. Lock the attempt: news about its two lines is taken one after the other.
    2. Bind the company's name of the line; a second line for the same leg is a stray and returned, to be hung up.
    3. Learn facts (who answered, when), also from late news; move the state forward by rank, never back.
    4. Act on it: the agent answered, so ring the citizen; the citizen rang, answered; a voicemail; a line is over;
       the citizen's was never placed.

    The same news twice, or in any order, or only some of it, ends in the same state.
    """
    attempt = Attempt.objects.select_for_update().filter(pk__in=attempts_with(news)).first()
    if attempt is None:
        return stray_of(news)
    leg = attempt.legs.get(key=news.leg)
    if not bind(leg, news):
        return stray_of(news)
    if learn_leg_facts(leg, news, heard_at=attempt.heard_at):
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
    """It rings; somebody answered, or something; or the line is over."""
    count_attempt(attempt, leg)
    if leg.answered_at and not leg.is_machine:
        unanswered = Attempt.objects.filter(pk=attempt.pk, answered_at=None)
        unanswered.exclude(outcome=Outcome.NOT_PLACED).update(answered_at=leg.answered_at)
    if was_our_failure(leg) and not attempt.hung_up_at:
        return_unplaced_call(attempt)
    elif leg.state in ENDED_LEGS or leg.is_machine:
        start_wrap_up(attempt)
    elif leg.state == LegState.ANSWERED:
        begin_conversation(attempt)


def was_our_failure(citizen: Leg) -> bool:
    """Whether the line is over without having rung, and neither its owner nor its number is to blame."""
    return citizen.state in (LegState.FAILED, LegState.CANCELLED) and not was_rung(citizen)


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
