from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.attempts.end_attempt import end_attempt
from calls.commands.offers.offer_next_call import offer_next_call
from calls.commands.queue.settle_call import settle_call
from calls.events import CallWrappedUp
from calls.models import Attempt, Call, Disposition
from calls.queries.wrap_up import call_in_wrap_up, open_attempt
from calls.refusals import UnknownDisposition
from calls.rules.notes import as_kept
from calls.states import Outcome, Step
from journal.announce import announce
from workforce.commands.change_presence import change_presence
from workforce.models import PauseReason
from workforce.refusals import ChooseAReason
from workforce.states import AgentState


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
    2. End the attempt. `notes`, at most 4000 characters, replace what was noted in the conversation; None leaves it.
    3. Do with the call what the disposition says, see settle_call, which may refuse `call_back_at` (aware) with
       ChooseATime. Then announce what the agent said: whatever follows from it finds the call settled.
    4. The agent is ready and offered the next call at once, or pauses if they wished to.
    """
    now = now or timezone.now()
    call = call_in_wrap_up(call, agent.pk)
    attempt = open_attempt(call)
    chosen = _choice(disposition, call, attempt)
    _refuse_bad_pause(pause_after)
    step, outcome = Step(chosen.step), Outcome(chosen.outcome)
    said = {"disposition": chosen, "notes": attempt.notes if notes is None else as_kept(notes)}
    end_attempt(attempt, outcome, now=now, **said)
    settle_call(call, step=step, outcome=outcome, call_back_at=call_back_at, by=agent, now=now)
    ids = {"region_id": call.region_id, "call_id": call.pk, "agent_id": agent.pk}
    announce(CallWrappedUp(attempt_id=attempt.pk, step=step, disposition=chosen.code, **ids), by=agent)
    _free_agent(agent, pause_after, now)
    return call


def _choice(code: str, call: Call, attempt: Attempt) -> Disposition:
    """The disposition of that code, if the campaign has it and the attempt allows it."""
    found = Disposition.objects.filter(wrap_up_set=call.campaign.wrap_up_set_id, code=code).first()
    if found is None or (found.needs_conversation and attempt.answered_at is None):
        raise UnknownDisposition
    return found


def _refuse_bad_pause(reason: PauseReason | None) -> None:
    """The system's own reasons cannot be chosen."""
    if reason is not None and reason.is_system:
        raise ChooseAReason


def _free_agent(agent: User, pause_after: PauseReason | None, now: datetime) -> None:
    """The agent pauses, or goes on with the next call."""
    if pause_after:
        change_presence(agent.pk, AgentState.PAUSED, reason=pause_after, by=agent, now=now)
    else:
        change_presence(agent.pk, AgentState.READY, by=agent, now=now)
        offer_next_call(agent, now=now)
