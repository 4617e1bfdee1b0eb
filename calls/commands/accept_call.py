from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from calls.commands.change_presence import change_presence
from calls.commands.return_offer import return_offer
from calls.events import CallAccepted, LegPlanned
from calls.models import Attempt, Call, Leg, Presence
from calls.models.lines import LegRole
from calls.queries.hours import open_for_calls
from calls.refusals import NumberIsBeingCalled, OfferHasLapsed, OutsideCallingHours
from calls.states import AgentState, CallState
from journal.announce import announce
from journal.constraints import broken_constraint
from journal.refusals import Refusal

ONE_CALLER_A_NUMBER = "one_open_attempt_per_phone"
UNTIL_THE_COLLEAGUE_IS_DONE = timedelta(minutes=10)


def accept_call(call: Call, *, agent: User, token: UUID, now: datetime | None = None) -> Attempt:
    """An agent takes the call they are offered, and the telephone starts to ring.

    1. Check that it is still this offer: theirs, under this `token`, within its lease; else OfferHasLapsed. Who
       accepts twice gets the same attempt.
    2. Check the calling hours again; else the call goes back, the agent is ready: OutsideCallingHours.
    3. Begin an attempt. If a colleague is calling the same number for another call, this one waits for ten
       minutes, the agent is ready: NumberIsBeingCalled.
    4. Plan both lines. The agent's is placed at once, the citizen's when the agent's is answered, so that nobody
       picks up and hears silence.
    5. Call and agent are dialling; announce it.

    A refusal is raised after its consequences are committed: do not call this inside a transaction.
    """
    now = now or timezone.now()
    with transaction.atomic():
        outcome = attempt_or_refusal(call.pk, agent, token, now)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def attempt_or_refusal(call_id: int, agent: User, token: UUID, now: datetime) -> Attempt | Refusal:
    """The steps of accepting, ending in an attempt or in the reason why not."""
    mine = Call.objects.held_by(agent).filter(pk=call_id, token=token).select_related("campaign", "region")
    call = mine.select_for_update(of=("self",), no_key=True).first()
    if call is None:
        return OfferHasLapsed()
    if call.state != CallState.OFFERED:
        return call.attempts.get(ended_at=None)
    if call.lease_until is None or call.lease_until <= now:
        return OfferHasLapsed()
    if not open_for_calls(call.region, now):
        return_offer(call, AgentState.READY)
        return OutsideCallingHours()
    attempt = begin_attempt(call, agent, now)
    if attempt is None:
        return_offer(call, AgentState.READY, not_before=now + UNTIL_THE_COLLEAGUE_IS_DONE)
        return NumberIsBeingCalled()
    dial(call, attempt, now)
    return attempt


def begin_attempt(call: Call, agent: User, now: datetime) -> Attempt | None:
    """The next attempt of the call; None while somebody else has one open on the same number.

    The call is locked, so its attempts are numbered one after the other, whether they will count or not.
    """
    number = call.attempts.aggregate(last=Max("number", default=0))["last"] + 1
    try:
        with transaction.atomic():
            return Attempt.objects.create(
                region=call.region,
                call=call,
                agent=agent,
                number=number,
                phone_index=call.phone_index,
                began_at=now,
            )
    except IntegrityError as error:
        if broken_constraint(error) != ONE_CALLER_A_NUMBER:
            raise
        return None


def telephone_of(agent: User) -> str:
    """Where the agent talks: their own telephone if they chose one, else the browser."""
    return Presence.objects.get(agent=agent).own_phone or f"client:agent-{agent.pk}"


def dial(call: Call, attempt: Attempt, now: datetime) -> None:
    """Plan the two lines, move call and agent, announce."""
    agent = attempt.agent
    line = {"region": call.region, "attempt": attempt}
    own = Leg.objects.create(role=LegRole.AGENT, to=telephone_of(agent), check_at=now, **line)
    Leg.objects.create(role=LegRole.CITIZEN, to=call.phone, **line)
    call.move_to(CallState.DIALLING, lease_until=None)
    change_presence(agent.pk, AgentState.DIALLING, call=call, now=now)
    ids = {"region_id": call.region_id, "call_id": call.pk, "agent_id": agent.pk}
    announce(CallAccepted(attempt_id=attempt.pk, **ids), by=agent)
    announce(LegPlanned(region_id=call.region_id, leg_id=own.pk))
