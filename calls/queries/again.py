"""When a call is tried again: as agreed, or as its campaign's attempts policy says, within its region's hours."""

from datetime import datetime

from calls.models import Attempt, Call
from calls.refusals import ChooseATime, NobodyIsCalledThen, TimeIsTooFar
from calls.rules.attempts import next_attempt_at, next_uncounted_at
from calls.rules.promises import may_be_promised
from calls.states import Outcome, Step
from telephony.queries.hours import next_opening_of, open_for_calls


def when_again(
    call: Call,
    tried: list[Attempt],
    step: Step,
    outcome: Outcome,
    call_back_at: datetime | None,
    now: datetime,
) -> tuple[datetime | None, datetime | None]:
    """When the call is due again (None: never), and the hour that the person was promised, if any; all aware.

    `tried` are the call's attempts in their order. What was agreed waits for `call_back_at` (ChooseATime unless it is
    in the future, within fourteen days and calling hours). A further try waits as the attempts policy says and for
    the next opening; an earlier promise stands unless the last attempt rang.
    """
    if step == Step.CALL_BACK:
        agreed = _agreed_time(call, call_back_at, now)
        return agreed, agreed
    if step != Step.RETRY:
        return None, None
    has_rung = tried[-1].is_counted
    again_at = _next_try(call, tried, None if has_rung else outcome, now)
    return again_at, None if has_rung else call.promised_for


def _agreed_time(call: Call, call_back_at: datetime | None, now: datetime) -> datetime:
    """The time that agent and citizen agreed on, if it may be promised and anybody may be called then."""
    if call_back_at is None:
        raise ChooseATime
    if not may_be_promised(call_back_at, now):
        raise TimeIsTooFar
    if not open_for_calls(call.region, call_back_at):
        raise NobodyIsCalledThen
    return call_back_at


def _next_try(call: Call, tried: list[Attempt], uncounted: Outcome | None, now: datetime) -> datetime | None:
    """When the attempts policy wants to try again, moved to the next opening; None when it is spent.

    Only attempts that count are held against the person. `uncounted` is how the last one ended if it does not.
    """
    policy = call.campaign.policy.as_rules()
    outcomes = [attempt.outcome for attempt in tried if attempt.is_counted]
    if uncounted is None:
        again_at = next_attempt_at(policy, outcomes, now)
    else:
        again_at = next_uncounted_at(policy, outcomes, uncounted, now)
    return again_at and next_opening_of(call.region, again_at)
