"""A value is worked out once for each object, and nobody waits for another's."""

from threading import Barrier

from scenarios.xlsform.base.worked_out import worked_out
from tests.at_once import at_once
from tests.patience import PATIENCE


class Sum:
    """Of two numbers, worked out by whatever is done meanwhile."""

    def __init__(self, *numbers, meanwhile=lambda: None):
        self.numbers, self.meanwhile, self.times = numbers, meanwhile, 0

    @worked_out
    def total(self):
        """All of them."""
        self.times += 1
        self.meanwhile()
        return sum(self.numbers)


def test_it_is_worked_out_when_it_is_asked_for_and_kept():
    one, other = Sum(1, 2), Sum(3, 4)
    assert one.times == 0
    assert (one.total, one.total, other.total) == (3, 3, 7)
    assert (one.times, other.times) == (1, 1)


def test_asked_of_the_class_it_says_what_it_is():
    assert Sum.total.__doc__ == "All of them."


def test_two_threads_work_at_the_same_time():
    both_are_at_it = Barrier(2, timeout=PATIENCE)
    sums = [Sum(1, 2, meanwhile=both_are_at_it.wait), Sum(3, 4, meanwhile=both_are_at_it.wait)]
    assert at_once(lambda one: one.total, sums) == [3, 7]
