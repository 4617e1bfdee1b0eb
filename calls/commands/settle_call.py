from datetime import datetime

from django.db import transaction

from calls.commands.plan_message import plan_message
from calls.events import CallGaveUp, CallPostponed
from calls.models import Call
from calls.queries.hours import next_opening_of, open_for_calls
from calls.refusals import ChooseATime
from calls.rules.attempts import next_attempt_at
from calls.rules.ranking import HIGHEST_PRIORITY, rank_of
from calls.states import CallState, Outcome, Step
from journal.announce import announce


@transaction.atomic
def settle_call(
    call: Call, *, step: Step, outcome: Outcome, now: datetime, call_back_at: datetime | None = None
) -> Call:
    """Take the next `step` with a call in wrap-up, whose last attempt has just ended with `outcome`.

    1. Closed or refused: the call is done.
    2. Call back: it waits for the agreed `call_back_at` (aware; in the future and within calling hours, else
       ChooseATime), and is then taken before others.
    3. Try again: it waits for as long as the attempts policy says, and for the next opening.
    4. For the field team, or the policy is spent: given up. Who could not be reached may get a last SMS.
    """
    free = {"held_by": None, "last_outcome": outcome}
    if step in (Step.CLOSE, Step.REFUSED):
        return call.move_to(CallState.DONE, closed_at=now, **free)
    again_at, rank = when_again(call, step, call_back_at, now)
    if again_at is None:
        call.move_to(CallState.GAVE_UP, closed_at=now, **free)
        give_up(call, step)
    else:
        call.move_to(CallState.WAITING, due_at=again_at, rank=rank, **free)
        announce(CallPostponed(region_id=call.region_id, call_id=call.pk))
    return call


def when_again(
    call: Call, step: Step, call_back_at: datetime | None, now: datetime
) -> tuple[datetime | None, datetime]:
    """When the call is due again (None: never) and its rank. Who was promised a time is called before others."""
    if step == Step.CALL_BACK:
        agreed = agreed_time(call, call_back_at, now)
        return agreed, rank_of(agreed, HIGHEST_PRIORITY)
    again_at = next_try(call, now) if step == Step.RETRY else None
    return again_at, rank_of(again_at or now, call.campaign.priority)


def agreed_time(call: Call, call_back_at: datetime | None, now: datetime) -> datetime:
    """The time that agent and citizen agreed on, if anybody may be called then."""
    if call_back_at is None or call_back_at <= now or not open_for_calls(call.region, call_back_at):
        raise ChooseATime
    return call_back_at


def next_try(call: Call, now: datetime) -> datetime | None:
    """When the attempts policy wants to try again, moved to the next opening; None when it is spent.

    Attempts that never came to a wrap-up, because the agent's own line failed, rang nobody and do not count.
    """
    rung = call.attempts.exclude(disposition=None, hint="").order_by("number")
    outcomes = list(rung.values_list("outcome", flat=True))
    again_at = next_attempt_at(call.campaign.policy.as_rules(), outcomes, now)
    return again_at and next_opening_of(call.region, again_at)


def give_up(call: Call, step: Step) -> None:
    """Somebody has to go there."""
    if step == Step.RETRY:
        plan_farewell(call)
    announce(CallGaveUp(region_id=call.region_id, call_id=call.pk))


def plan_farewell(call: Call) -> None:
    """The SMS that says we could not reach them, where the campaign has one."""
    plan_message(
        region=call.region,
        callee=call.callee,
        phone=call.phone,
        language=call.lane.language,
        intent=f"farewell of call {call.pk}",
        body=call.campaign.words(call.campaign.farewell, call.lane.language),
    )
