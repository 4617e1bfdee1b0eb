from calls.commands.attempts.count_attempt import count_attempt
from calls.commands.attempts.give_call_back import give_call_back
from calls.commands.attempts.return_unplaced_call import return_unplaced_call
from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.move_call import move_call
from calls.events import CitizenAnswered
from calls.models import Attempt
from calls.refusals import CallHasMovedOn
from calls.states import CallState, Outcome
from journal.steps import step
from telephony.commands.ring_leg import ring_leg
from telephony.events import LegEvent
from telephony.models import Leg
from telephony.states import ENDED_LEGS, LegRole, LegState


@step
def follow_leg(news: LegEvent) -> None:
    """Something happened to a leg of an attempt's room: the call and its agent follow.

    1. Lock the attempt: its room is locked already, so news about both legs is taken one after the other.
    2. The agent is on the line, so ring the citizen. The citizen rang, answered; a voicemail; a leg is over; the
       citizen's was never placed.

    Each consequence takes place once, however often and in whatever order the news comes. A leg of another room, or of
    somebody who only listens, changes no call.
    """
    attempt = Attempt.objects.select_for_update().filter(room=news.room_id).first()
    if attempt is None:
        return
    leg = Leg.objects.get(pk=news.leg_id)
    if leg.role == LegRole.CITIZEN:
        _follow_citizen(attempt, leg)
    elif leg.role == LegRole.AGENT:
        _follow_agent(attempt, leg)


def _follow_agent(attempt: Attempt, leg: Leg) -> None:
    if leg.state == LegState.ANSWERED:
        _ring_citizen(attempt)
    elif leg.state in ENDED_LEGS and not attempt.legs.alive().filter(role=LegRole.AGENT).exists():
        _act_on_lost_agent(attempt)


def _follow_citizen(attempt: Attempt, leg: Leg) -> None:
    """It rings; somebody answered, or something; or the leg is over."""
    count_attempt(attempt, leg)
    if leg.answered_at and not leg.is_machine:
        unanswered = Attempt.objects.filter(pk=attempt.pk, answered_at=None)
        unanswered.exclude(outcome=Outcome.NOT_PLACED).update(answered_at=leg.answered_at)
    if leg.was_our_failure and not attempt.hung_up_at:
        return_unplaced_call(attempt)
    elif leg.state in ENDED_LEGS or leg.is_machine:
        start_wrap_up(attempt)
    elif leg.state == LegState.ANSWERED:
        _begin_conversation(attempt)


def _ring_citizen(attempt: Attempt) -> None:
    """The agent is on the line, so the citizen may be rung: nobody is ever answered by silence."""
    if attempt.hung_up_at or attempt.ended_at:
        return
    for citizen in attempt.legs.filter(role=LegRole.CITIZEN, state=LegState.PLANNED):
        ring_leg(citizen)


def _act_on_lost_agent(attempt: Attempt) -> None:
    """Nobody of us is on the line any more. If nobody has been rung yet, the call goes back; else it is wrapped up."""
    was_rung = attempt.legs.filter(role=LegRole.CITIZEN).exclude(state=LegState.PLANNED).exists()
    if was_rung or attempt.hung_up_at:
        start_wrap_up(attempt)
    else:
        give_call_back(attempt)


def _begin_conversation(attempt: Attempt) -> None:
    """Citizen and agent are in conversation. News that comes after the end finds the call moved on."""
    if attempt.hung_up_at:
        return
    try:
        move_call(attempt.call, CallState.TALKING, CitizenAnswered, facts={"attempt_id": attempt.pk})
    except CallHasMovedOn:
        return
