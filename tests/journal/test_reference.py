"""Rows that only administrators change are read every few seconds, not with every call."""

import pytest

from journal import reference
from journal.reference import AT_MOST, HELD_FOR, as_last_read, read_anew


@pytest.fixture
def clock(monkeypatch):
    """Its seconds, to be set."""
    seconds = [100.0]
    monkeypatch.setattr(reference.time, "monotonic", lambda: seconds[0])
    return seconds


def test_an_answer_is_held_for_a_few_seconds_and_each_question_has_its_own(clock):
    asked = []
    double = as_last_read(lambda number: asked.append(number) or 2 * number)
    assert [double(1), double(1), double(2)] == [2, 2, 4]
    clock[0] += HELD_FOR / 2
    assert double(1) == 2
    assert asked == [1, 2]
    clock[0] += HELD_FOR / 2
    assert double(1) == 2
    assert asked == [1, 2, 1]


def test_nothing_is_also_an_answer(clock):
    asked = []
    nothing = as_last_read(lambda number: asked.append(number))
    assert nothing(1) is nothing(1) is None
    assert asked == [1]


def test_a_failure_is_not_held(clock):
    asked = []

    def fail(number):
        asked.append(number)
        raise LookupError

    failing = as_last_read(fail)
    for _time in range(2):
        with pytest.raises(LookupError):
            failing(1)
    assert asked == [1, 1]


def test_whoever_asks_for_everything_does_not_fill_the_memory(clock):
    asked = []
    same = as_last_read(lambda number: asked.append(number) or number)
    assert [same(number) for number in range(AT_MOST + 1)] == list(range(AT_MOST + 1))
    same(0)
    assert len(asked) == AT_MOST + 2


def test_everything_is_forgotten_on_demand(clock):
    asked = []
    same = as_last_read(lambda number: asked.append(number) or number)
    same(1)
    read_anew()
    same(1)
    assert asked == [1, 1]
