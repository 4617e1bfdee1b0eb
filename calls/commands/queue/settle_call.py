from datetime import datetime
from typing import Any

from accounts.models import User
from calls.commands.move_call import move_call
from calls.commands.queue.text_about_call import text_about_call
from calls.events import CallClosed, CallGaveUp, CallPostponed
from calls.models import Call
from calls.queries.again import when_again
from calls.rules.ranking import rank_of
from calls.states import CallState, Outcome, Step
from journal.steps import step


@step
def settle_call(
    call: Call,
    *,
    step: Step,
    outcome: Outcome,
    now: datetime,
    call_back_at: datetime | None = None,
    by: User | None = None,
) -> Call:
    """Take the next `step` with a call in wrap-up, whose last attempt has just ended with `outcome`.

    1. Closed or refused: the call is done.
    2. Call back: it waits for the agreed `call_back_at` (aware; in the future, within fourteen days and calling
       hours, else ChooseATime), and is then taken before all that was not promised.
    3. Try again: it waits for as long as the attempts policy says, and for the next opening. If the last attempt
       rang, the promise is kept and the call like any other; if not, the promise stands and no try is spent.
    4. For the field team, or the policy is spent: given up. Who could not be reached may get a last SMS.
    """
    # At hand already, if the call was read to be wrapped up.
    tried = sorted(call.attempts.all(), key=lambda attempt: attempt.number)
    made = sum(attempt.is_counted and attempt.ended_at is not None for attempt in tried)
    free: dict[str, Any] = {"held_by": None, "last_outcome": outcome, "attempts_made": made}
    if step in (Step.CLOSE, Step.REFUSED):
        return move_call(call, CallState.DONE, CallClosed, by=by, now=now, closed_at=now, **free)
    again_at, promised_for = when_again(call, tried, step, outcome, call_back_at, now)
    if again_at is None:
        # Planned before the move, which is announced: whatever follows from it finds the message there.
        if step == Step.RETRY:
            text_about_call(call, call.campaign.texts.farewell, "farewell")
        return move_call(call, CallState.GAVE_UP, CallGaveUp, by=by, now=now, closed_at=now, **free)
    rank = rank_of(again_at, call.campaign.priority, promised_for)
    later: dict[str, Any] = {"due_at": again_at, "promised_for": promised_for, "rank": rank}
    return move_call(call, CallState.WAITING, CallPostponed, by=by, now=now, **later, **free)
