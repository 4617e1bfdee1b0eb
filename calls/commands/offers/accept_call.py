from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from calls.commands.attempts.take_number import take_number
from calls.commands.move_call import move_call
from calls.commands.offers.return_offer import return_offer
from calls.events import CallAccepted
from calls.models import Attempt, Call
from calls.refusals import NumberIsBeingCalled, OfferHasLapsed, OutsideCallingHours
from calls.states import CallState
from journal.refusals import Refusal
from telephony.commands.open_room import open_room
from telephony.commands.plan_legs import plan_legs
from telephony.models import Leg
from telephony.queries.hours import open_as_last_read
from telephony.states import LegRole
from workforce.states import AgentState

UNTIL_THE_COLLEAGUE_IS_DONE = timedelta(minutes=10)


def accept_call(call: Call, *, agent: User, token: UUID, now: datetime | None = None) -> Attempt:
    """An agent takes the call they are offered, and the telephone starts to ring.

    1. Check that it is still this offer: theirs, under this `token`, within its lease; else OfferHasLapsed. Who
       accepts twice gets the same attempt.
    2. Check the calling hours again; else the call goes back, the agent is ready: OutsideCallingHours. They are asked
       once more, and read anew, when the citizen is to be rung.
    3. Begin an attempt. If a colleague is calling the same number for another call, this one waits for ten
       minutes, the agent is ready: NumberIsBeingCalled.
    4. The call is dialling; announce it.
    5. Plan both legs in the attempt's room. The agent's is placed at once, the citizen's when the agent's is answered,
       so that nobody picks up and hears silence.

    A refusal is raised after its consequences are committed: do not call this inside a transaction.
    """
    now = now or timezone.now()
    with transaction.atomic():
        outcome = _attempt_or_refusal(call.pk, agent, token, now)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def _attempt_or_refusal(call_id: int, agent: User, token: UUID, now: datetime) -> Attempt | Refusal:
    """The steps of accepting, ending in an attempt or in the reason why not."""
    mine = Call.objects.held_by(agent).filter(pk=call_id, token=token)
    last = Attempt.objects.filter(call=OuterRef("pk")).order_by("-number").values("number")[:1]
    with_rules = mine.select_related("campaign", "region", "lane", "held_by__presence")
    numbered = with_rules.annotate(last_number=Coalesce(Subquery(last), 0))
    call = numbered.select_for_update(of=("self",), no_key=True).first()
    if call is None:
        return OfferHasLapsed()
    if call.state != CallState.OFFERED:
        return call.attempts.get(ended_at=None)
    if call.lease_until is None or call.lease_until <= now:
        return OfferHasLapsed()
    if not open_as_last_read(call.region_id, now):
        return_offer(call, AgentState.READY, by=agent, now=now)
        return OutsideCallingHours()
    if not take_number(call):
        not_before = now + UNTIL_THE_COLLEAGUE_IS_DONE
        return_offer(call, AgentState.READY, not_before=not_before, by=agent, now=now)
        return NumberIsBeingCalled()
    # The call is locked, so its attempts are numbered one after the other, whether they will count or not.
    return _begin(call, call.last_number + 1, agent, now)


def _begin(call: Call, number: int, agent: User, now: datetime) -> Attempt:
    """The next attempt of the call, in a room of its own, dialling."""
    attempt = Attempt.objects.create(
        region=call.region,
        call=call,
        room=open_room(call.region),
        agent=agent,
        number=number,
        subject=call.subject,
        phone_index=call.phone_index,
        began_at=now,
    )
    facts = {"attempt_id": attempt.pk}
    move_call(call, CallState.DIALLING, CallAccepted, by=agent, facts=facts, now=now, lease_until=None)
    plan_legs(
        attempt.room,
        Leg(role=LegRole.AGENT, to=_telephone_of(call), user=agent, check_at=now),
        Leg(role=LegRole.CITIZEN, to=call.phone, subject=call.subject, language=call.lane.language),
    )
    return attempt


def _telephone_of(call: Call) -> str:
    """Where the agent talks: their own telephone if they chose one, else the browser."""
    assert call.held_by is not None
    return call.held_by.presence.own_phone or f"client:agent-{call.held_by_id}"
