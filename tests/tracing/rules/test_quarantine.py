"""How long a contact stays at home."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

from countries.belgium.files import read
from tracing.rules.quarantine import is_later, quarantine_ends_on, rule_in_force


@dataclass(frozen=True)
class Period:
    days: int
    valid_from: date
    valid_until: date | None = None


BELGIAN = [
    Period(rule["days"], rule["valid_from"], rule.get("valid_until"))
    for rule in read("covid_19")["quarantine"]
]


@pytest.mark.parametrize(
    ("exposed_on", "days"),
    [
        (date(2020, 9, 30), 14),
        (date(2020, 10, 1), 7),
        (date(2020, 10, 20), 7),
        (date(2020, 10, 21), 10),
        (date(2020, 11, 23), 10),
        (date(2021, 1, 25), 10),
        (date(2022, 3, 16), 10),
        (date(2022, 3, 17), 0),
        (date(2026, 11, 22), 0),
    ],
)
def test_the_day_of_exposure_decides_which_rule_counts(exposed_on, days):
    assert rule_in_force(BELGIAN, exposed_on).days == days


def test_before_the_first_rule_there_is_none():
    assert rule_in_force(BELGIAN, date(2019, 12, 31)) is None


def test_every_day_since_the_first_rule_has_one():
    for earlier, later in pairwise(BELGIAN):
        assert (later.valid_from - earlier.valid_until).days == 1


def test_where_rules_overlap_the_newest_counts():
    rules = [Period(10, date(2020, 1, 1)), Period(7, date(2020, 6, 1))]
    assert rule_in_force(reversed(rules), date(2020, 6, 1)).days == 7


@pytest.mark.parametrize(
    ("exposed_on", "days", "ends_on"),
    [
        (date(2026, 11, 20), 10, date(2026, 11, 30)),
        (date(2024, 2, 25), 7, date(2024, 3, 3)),
        (date(2025, 12, 28), 10, date(2026, 1, 7)),
        (date(2026, 10, 20), 10, date(2026, 10, 30)),
        (date(2026, 11, 20), 0, None),
    ],
)
def test_quarantine_counts_from_the_day_after(exposed_on, days, ends_on):
    assert quarantine_ends_on(exposed_on, days) == ends_on


@pytest.mark.parametrize(
    ("end", "than", "later"),
    [
        (date(2026, 11, 30), date(2026, 11, 29), True),
        (date(2026, 11, 30), date(2026, 11, 30), False),
        (date(2026, 11, 30), None, True),
        (None, date(2026, 11, 30), False),
        (None, None, False),
    ],
)
def test_no_quarantine_ends_before_any(end, than, later):
    assert is_later(end, than) == later
