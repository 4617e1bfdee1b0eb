"""The agent has said how a call ended."""

import pytest

from calls.models import Call
from calls.states import Purpose, Step
from scenarios.refusals import RunIsIncomplete
from tests.factories import calls, tracing
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview
from tracing.states import CaseState, ClosedReason, ContactState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("step", "state", "reason"),
    [
        (Step.CLOSE, CaseState.COMPLETED, ""),
        (Step.REFUSED, CaseState.CLOSED, ClosedReason.REFUSED),
        (Step.CALL_BACK, CaseState.NEW, ""),
        (Step.FIELD, CaseState.WITH_FIELD_TEAM, ""),
    ],
)
def test_the_wrap_up_decides_what_becomes_of_the_case(case, agent, step, state, reason):
    case.move_to(CaseState.OPEN)
    conclude_interview(tracing.wrapped_up(case.interviews.get().call, step, agent))
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == (state, reason)
    assert (case.closed_at is not None) == (state in (CaseState.COMPLETED, CaseState.CLOSED))


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (Step.CLOSE, ContactState.INFORMED),
        (Step.REFUSED, ContactState.REFUSED),
        (Step.RETRY, ContactState.UNINFORMED),
        (Step.FIELD, ContactState.UNREACHABLE),
    ],
)
def test_the_wrap_up_decides_what_becomes_of_the_contact(contact, agent, step, state):
    call = Call.objects.get(campaign__purpose=Purpose.CONTACT_NOTIFICATION)
    conclude_interview(tracing.wrapped_up(call, step, agent))
    contact.refresh_from_db()
    assert contact.state == state


def test_a_script_that_has_not_reached_its_end_cannot_be_completed(case, call, agent, accepted):
    begin_interview(accepted(call, agent))
    with pytest.raises(RunIsIncomplete):
        conclude_interview(tracing.wrapped_up(call, Step.CLOSE, agent))


def test_a_case_that_left_the_telephone_stays_where_it_is(case, agent):
    case.move_to(CaseState.WITH_FIELD_TEAM)
    conclude_interview(tracing.wrapped_up(case.interviews.get().call, Step.CLOSE, agent))
    case.refresh_from_db()
    assert case.state == CaseState.WITH_FIELD_TEAM


def test_a_call_about_nothing_of_ours_changes_nothing(case, agent):
    conclude_interview(tracing.wrapped_up(calls.queued_call(), Step.CLOSE, agent))
    case.refresh_from_db()
    assert case.state == CaseState.NEW
