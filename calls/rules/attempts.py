"""How often and when somebody is tried again: the region's attempts policy, applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_DELAY = timedelta(days=30)


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


def delay_of(rule: Rule, times: int) -> timedelta:
    """The pause after the outcome has been met `times` times; never negative."""
    longest = LONGEST_DELAY / timedelta(minutes=1)
    minutes = rule.delay_minutes * max(rule.growth, 0) ** (times - 1)
    return timedelta(minutes=min(minutes, longest))
