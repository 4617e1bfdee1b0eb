from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.change_presence import change_presence
from calls.commands.offer_next_call import offer_next_call
from calls.commands.plan_message import plan_message
from calls.events import CallGaveUp, CallPostponed, CallWrappedUp
from calls.models import Attempt, Call, Disposition, PauseReason
from calls.queries import next_opening_of, open_for_calls
from calls.refusals import CallHasMovedOn, ChooseAReason, ChooseATime, UnknownDisposition
from calls.rules.attempts import next_attempt_at
from calls.rules.ranking import HIGHEST_PRIORITY, rank_of
from calls.states import AgentState, CallState, Step
from journal.announce import announce


@transaction.atomic
def wrap_up_call(
    call: Call,
    *,
    agent: User,
    disposition: str,
    notes: str | None = None,
    call_back_at: datetime | None = None,
    pause_after: PauseReason | None = None,
    now: datetime | None = None,
) -> Call:
    """An agent says how a call ended, and is free for the next one.

    1. Check that the call is theirs and in wrap-up, else CallHasMovedOn; that `disposition`, a code, can be chosen
       for it, else UnknownDisposition; that a pause has a reason agents may choose, else ChooseAReason.
    2. End the attempt. `notes` replace what was noted during the conversation; None leaves it.
    3. Do with the call what the disposition says: done; again when the attempts policy says; at the agreed
       `call_back_at` (aware; in the future and within calling hours, else ChooseATime); or to the field team.
    4. Announce it. Who could not be reached in all attempts may get a last SMS.
    5. The agent is ready and offered the next call at once, or pauses if they wished to.
    """
    now = now or timezone.now()
    call = call_in_wrap_up(call, agent)
    attempt = call.attempts.get(ended_at=None)
    chosen = choice(disposition, call, attempt)
    refuse_bad_pause(pause_after)
    end_attempt(attempt, chosen, notes, now)
    close_or_postpone(call, chosen, call_back_at, now)
    announce_end(call, attempt, chosen, agent)
    free_agent(agent, pause_after, now)
    return call


def call_in_wrap_up(call: Call, agent: User) -> Call:
    """The call, locked, while this agent wraps it up."""
    mine = Call.objects.filter(pk=call.pk, held_by=agent, state=CallState.WRAP_UP)
    with_rules = mine.select_related("region", "lane", "campaign__policy")
    found = with_rules.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise CallHasMovedOn
    return found


def choice(code: str, call: Call, attempt: Attempt) -> Disposition:
    """The disposition of that code, if the campaign has it and the attempt allows it."""
    found = Disposition.objects.filter(wrap_up_set=call.campaign.wrap_up_set_id, code=code).first()
    if found is None or (found.needs_conversation and attempt.answered_at is None):
        raise UnknownDisposition
    return found


def refuse_bad_pause(reason: PauseReason | None) -> None:
    """The system's own reasons cannot be chosen."""
    if reason is not None and reason.is_system:
        raise ChooseAReason


def end_attempt(attempt: Attempt, chosen: Disposition, notes: str | None, now: datetime) -> None:
    """An attempt ends once, with what the agent said of it."""
    attempt.ended_at = now
    attempt.hung_up_at = attempt.hung_up_at or now
    attempt.outcome = chosen.outcome
    attempt.disposition = chosen
    attempt.notes = attempt.notes if notes is None else notes
    attempt.save(update_fields=["ended_at", "hung_up_at", "outcome", "disposition", "notes"])


def close_or_postpone(call: Call, chosen: Disposition, call_back_at: datetime | None, now: datetime) -> None:
    """Move the call to where the disposition's step leads."""
    free = {"held_by": None, "last_outcome": chosen.outcome}
    if chosen.step in (Step.CLOSE, Step.REFUSED):
        call.move_to(CallState.DONE, closed_at=now, **free)
        return
    again_at, rank = when_again(call, chosen, call_back_at, now)
    if again_at is None:
        call.move_to(CallState.GAVE_UP, closed_at=now, **free)
    else:
        call.move_to(CallState.WAITING, due_at=again_at, rank=rank, **free)


def when_again(
    call: Call, chosen: Disposition, call_back_at: datetime | None, now: datetime
) -> tuple[datetime | None, datetime]:
    """When the call is due again (None: never) and its rank. Who was promised a time is called before others."""
    if chosen.step == Step.CALL_BACK:
        agreed = agreed_time(call, call_back_at, now)
        return agreed, rank_of(agreed, HIGHEST_PRIORITY)
    again_at = next_try(call, now) if chosen.step == Step.RETRY else None
    return again_at, rank_of(again_at or now, call.campaign.priority)


def agreed_time(call: Call, call_back_at: datetime | None, now: datetime) -> datetime:
    """The time that agent and citizen agreed on, if anybody may be called then."""
    if call_back_at is None or call_back_at <= now or not open_for_calls(call.region, call_back_at):
        raise ChooseATime
    return call_back_at


def next_try(call: Call, now: datetime) -> datetime | None:
    """When the attempts policy wants to try again, moved to the next opening; None when it is spent.

    Attempts that no agent wrapped up never rang anybody, and do not count.
    """
    rung = call.attempts.filter(disposition__isnull=False).order_by("number")
    outcomes = list(rung.values_list("outcome", flat=True))
    again_at = next_attempt_at(call.campaign.policy.as_rules(), outcomes, now)
    return again_at and next_opening_of(call.region, again_at)


def announce_end(call: Call, attempt: Attempt, chosen: Disposition, agent: User) -> None:
    """What the agent said; then what it means for the call."""
    ids = {"region_id": call.region_id, "call_id": call.pk, "agent_id": agent.pk}
    announce(CallWrappedUp(attempt_id=attempt.pk, step=chosen.step, disposition=chosen.code, **ids), by=agent)
    if call.state == CallState.WAITING:
        announce(CallPostponed(**ids))
    elif call.state == CallState.GAVE_UP:
        if chosen.step == Step.RETRY:
            plan_farewell(call)
        announce(CallGaveUp(**ids))


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


def free_agent(agent: User, pause_after: PauseReason | None, now: datetime) -> None:
    """The agent pauses, or goes on with the next call."""
    if pause_after:
        change_presence(agent.pk, AgentState.PAUSED, reason=pause_after, now=now)
    else:
        change_presence(agent.pk, AgentState.READY, now=now)
        offer_next_call(agent, now=now)
