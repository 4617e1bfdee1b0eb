from datetime import UTC, datetime, timedelta

import pytest

from telephony.limits import MACHINE_KNOWN_WITHIN, is_machine
from telephony.models import Leg, Message
from telephony.states import ENDED_LEGS, ENDED_MESSAGES, LegState, MessageState

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_whatever_is_under_way_is_looked_after_and_nothing_that_is_over():
    for state in LegState:
        assert (Leg.next_look(state, NOW) is None) == (state in (*ENDED_LEGS, LegState.PLANNED))
    for state in MessageState:
        is_quiet = state in (*ENDED_MESSAGES, MessageState.PLANNED)
        assert (Message.next_look(state, NOW) is None) == is_quiet


@pytest.mark.parametrize(
    ("machine", "answered", "heard", "counts"),
    [
        (None, 0, None, False),
        (4, 0, None, True),
        (4, None, None, True),
        (8.9, 0, None, True),
        (9, 0, None, False),
        (90, 0, None, False),
        (4, 0, 3, False),
        (4, 0, 4, False),
        (4, 0, 5, True),
        (-1, 0, None, True),
    ],
)
def test_a_machine_counts_in_the_first_seconds_and_until_somebody_was_heard(machine, answered, heard, counts):
    assert timedelta(seconds=9) == MACHINE_KNOWN_WITHIN
    at = {
        name: None if value is None else NOW + timedelta(seconds=value)
        for name, value in [("machine", machine), ("answered", answered), ("heard", heard)]
    }
    assert is_machine(at["machine"], answered_at=at["answered"], heard_at=at["heard"]) == counts
