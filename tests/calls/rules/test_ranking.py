from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calls.rules.ranking import HIGHEST_PRIORITY, rank_of

moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
priorities = st.integers(0, HIGHEST_PRIORITY)


@given(moments, priorities, priorities)
def test_of_two_calls_due_together_the_more_urgent_goes_first(due_at, one, other):
    assert (rank_of(due_at, one) < rank_of(due_at, other)) == (one > other)


@given(moments, priorities, st.timedeltas(timedelta(hours=10), timedelta(days=30)), priorities)
def test_nobody_is_overtaken_by_a_call_due_ten_hours_later(due_at, priority, later, other):
    assert rank_of(due_at, priority) < rank_of(due_at + later, other)


@given(moments, moments, priorities, priorities)
def test_a_promised_call_goes_before_every_other_whatever_it_waited_for(promised, due_at, one, other):
    assert rank_of(due_at, one, promised) < 0 <= rank_of(due_at, other)


@given(moments, moments, moments, moments, priorities, priorities)
def test_of_two_promises_the_earlier_hour_goes_first(one, other, due_at, later, priority, another):
    ranks = rank_of(due_at, priority, one), rank_of(later, another, other)
    assert (ranks[0] < ranks[1]) == (one < other)
