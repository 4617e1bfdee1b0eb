"""How long a contact stays at home."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar


class ValidRule(Protocol):
    """A rule with a first and a last day (None: still in force)."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


Rule = TypeVar("Rule", bound=ValidRule)


def rule_in_force(rules: Iterable[Rule], on: date) -> Rule | None:
    """The rule whose period holds the day of exposure; the newest one where periods overlap; else None."""
    holding = (
        rule
        for rule in rules
        if rule.valid_from <= on and (rule.valid_until is None or on <= rule.valid_until)
    )
    return max(holding, key=lambda rule: rule.valid_from, default=None)


def is_later(end: date | None, than: date | None) -> bool:
    """Whether an end of quarantine goes beyond another; None is no quarantine at all."""
    return end is not None and (than is None or end > than)


def quarantine_ends_on(exposure_date: date, days: int) -> date | None:
    """The last day at home, counted from the day after the last exposure; None when no quarantine is asked."""
    return exposure_date + timedelta(days=days) if days else None
