"""How often and when somebody is tried again: the region's attempts policy, applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_DELAY = timedelta(days=30)
FIRST_OWN_PAUSE = timedelta(minutes=5)
LONGEST_OWN_PAUSE = timedelta(minutes=60)


@dataclass(frozen=True)
class Rule:
    """After one kind of outcome: wait `delay_minutes`, times `growth` for each repeat, at most `max_tries` times."""

    delay_minutes: int
    growth: float
    max_tries: int


@dataclass(frozen=True)
class Policy:
    """At most `max_attempts` in all, and a rule for each outcome that may be tried again."""

    max_attempts: int
    rules: Mapping[str, Rule]


def next_attempt_at(policy: Policy, outcomes: Sequence[str], now: datetime) -> datetime | None:
    """When to try again after these outcomes, oldest first, the last one just now; None to give up.

    An outcome without a rule is not tried again. No delay is longer than thirty days.
    """
    last = outcomes[-1]
    rule = policy.rules.get(last)
    times = outcomes.count(last)
    if rule is None or times > rule.max_tries or len(outcomes) >= policy.max_attempts:
        return None
    return now + delay_of(rule, times)


def next_uncounted_at(
    policy: Policy, outcomes: Sequence[str], outcome: str, now: datetime
) -> datetime | None:
    """When to try again after an attempt that rang nobody and ended with `outcome`; None to give up.

    `outcomes` are those of the attempts that count; there may be none. The pause is the outcome's own, as long as
    it would have been, and no try is spent: only a policy that was spent before gives up. An outcome without a rule
    has no pause, so the call is due at once.
    """
    if len(outcomes) >= policy.max_attempts:
        return None
    rule = policy.rules.get(outcome)
    return now + delay_of(rule, outcomes.count(outcome) + 1) if rule else now


def pause_after_own_failures(times: int) -> timedelta:
    """How long a call waits that we failed to place `times` times in a row: 5, 10, 20, 40, then 60 minutes.

    Short at first, for most faults pass; growing, so that a company that refuses everything is not asked all day.
    """
    return min(LONGEST_OWN_PAUSE, FIRST_OWN_PAUSE * 2 ** min(max(times, 1) - 1, 10))


def delay_of(rule: Rule, times: int) -> timedelta:
    """The pause after the outcome has been met `times` times; never negative."""
    longest = LONGEST_DELAY / timedelta(minutes=1)
    minutes = rule.delay_minutes * max(rule.growth, 0) ** (times - 1)
    return timedelta(minutes=min(minutes, longest))
