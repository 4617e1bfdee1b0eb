"""The field team is done with a case."""

import pytest

from tracing.commands.close_case import close_case
from tracing.refusals import CaseHasMovedOn
from tracing.states import CaseState, ClosedReason, ToldBy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("reason", "state"), [("", CaseState.COMPLETED), (ClosedReason.LOST, CaseState.CLOSED)]
)
def test_an_interview_completes_it_and_a_reason_closes_it(case, agent, reason, state):
    case.move_to(CaseState.WITH_FIELD_TEAM)
    close_case(case, by=agent, reason=reason)
    assert (case.state, case.closed_reason) == (state, reason)
    assert case.told_by == ("" if reason else ToldBy.VISIT)
    with pytest.raises(CaseHasMovedOn):
        close_case(case, by=agent)


def test_a_case_that_is_owed_a_call_cannot_be_closed_here(case, agent):
    with pytest.raises(CaseHasMovedOn):
        close_case(case, by=agent)
