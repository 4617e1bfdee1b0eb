from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls.rules.attempts import (
    LONGEST_DELAY,
    Policy,
    Rule,
    next_attempt_at,
    next_uncounted_at,
    pause_after_own_failures,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
POLICY = Policy(
    max_attempts=6,
    rules={
        "no_answer": Rule(120, 1, 4),
        "busy": Rule(20, 2, 3),
        "failed_number": Rule(0, 1, 0),
    },
)
rules = st.builds(
    Rule,
    delay_minutes=st.integers(0, 2**31 - 1),
    growth=st.floats(-99.99, 99.99),
    max_tries=st.integers(0, 30),
)
policies = st.builds(
    Policy, max_attempts=st.integers(0, 30), rules=st.dictionaries(st.sampled_from("abc"), rules)
)
histories = st.lists(st.sampled_from("abcd"), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("outcomes", "minutes"),
    [
        (["no_answer"], 120),
        (["busy"], 20),
        (["busy", "no_answer", "busy"], 40),
        (["busy", "busy", "busy"], 80),
        (["busy"] * 4, None),
        (["failed_number"], None),
        (["wrong_person"], None),
        (["busy", "busy", "busy", "no_answer", "no_answer"], 120),
        (["busy", "busy", "busy", "no_answer", "no_answer", "no_answer"], None),
    ],
)
def test_the_policy_says_when_and_whether(outcomes, minutes):
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert next_attempt_at(POLICY, outcomes, NOW) == expected


@given(policies, histories)
def test_the_next_attempt_is_never_in_the_past_and_within_a_month(policy, outcomes):
    found = next_attempt_at(policy, outcomes, NOW)
    assert found is None or NOW <= found <= NOW + LONGEST_DELAY


@given(policies, st.lists(st.sampled_from("abc"), min_size=40, max_size=40))
def test_every_history_comes_to_an_end_within_the_policys_attempts(policy, outcomes):
    tries = next(n for n in range(1, 41) if next_attempt_at(policy, outcomes[:n], NOW) is None)
    assert tries <= max(policy.max_attempts, 1)
    for outcome, rule in policy.rules.items():
        assert outcomes[: tries - 1].count(outcome) <= rule.max_tries


@pytest.mark.parametrize(
    ("outcomes", "uncounted", "minutes"),
    [
        ([], "no_answer", 120),
        ([], "busy", 20),
        (["busy"], "busy", 40),
        (["no_answer"] * 4, "no_answer", 120),
        ([], "wrong_person", 0),
        ([], "failed_number", 0),
        (["busy"] * 6, "busy", None),
    ],
)
def test_an_attempt_that_rang_nobody_waits_its_turn_and_spends_no_try(outcomes, uncounted, minutes):
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert next_uncounted_at(POLICY, outcomes, uncounted, NOW) == expected


@given(st.integers(-3, 5000))
def test_the_pause_after_our_own_failures_grows_to_an_hour(times):
    pause, longer = pause_after_own_failures(times), pause_after_own_failures(times + 1)
    assert timedelta(minutes=5) <= pause <= longer <= timedelta(minutes=60)
