import logging

import pytest

from accounts.models import Region
from journal.refusals import Refusal
from journal.sweeping import sweep


class Faster(Refusal):
    code = "somebody_was_faster"


def test_the_rows_that_were_dealt_with_are_counted_and_who_was_faster_is_left_alone(caplog):
    def deal_with(row):
        if row.pk == 2:
            raise Faster

    with caplog.at_level(logging.INFO):
        assert sweep([Region(pk=number) for number in (1, 2, 3)], deal_with, left="not closed, region") == 2
    assert caplog.messages == ["not closed, region 2: somebody_was_faster"]


def test_a_fault_keeps_no_other_waiting_and_is_seen_afterwards():
    dealt_with = []

    def deal_with(row):
        if row.pk < 3:
            raise LookupError(row.pk)
        dealt_with.append(row.pk)

    with pytest.raises(LookupError, match="1"):
        sweep([Region(pk=number) for number in (1, 2, 3, 4)], deal_with, left="left")
    assert dealt_with == [3, 4]
