"""The agent has said how a call ended."""

import pytest

from calls.models import Call
from calls.states import CallState, Step
from journal.models import Entry
from journal.reference import read_anew
from scenarios.refusals import CoreWasNotReached
from scenarios.states import RunState
from tests.factories import calls, tracing
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview
from tracing.models import Contact, Interview
from tracing.refusals import NothingWasSaid
from tracing.states import CaseState, ClosedReason, ContactState, ToldBy

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
def test_the_wrap_up_decides_what_becomes_of_the_case(case, call, talk, hang_up, step, state, reason):
    hang_up(talk(call), step)
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == (state, reason)
    assert (case.closed_at is not None) == (state in (CaseState.COMPLETED, CaseState.CLOSED))
    assert case.told_by == (ToldBy.TELEPHONE if step == Step.CLOSE else "")


@pytest.mark.parametrize("step", [Step.CLOSE, Step.REFUSED, Step.CALL_BACK, Step.FIELD])
def test_what_follows_is_written_down_as_the_agents_doing(case, call, talk, hang_up, agent, step):
    hang_up(talk(call), step)
    moves = Entry.objects.filter(name="tracing.case_changed")
    assert [entry.actor for entry in moves] == [agent, agent]


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (Step.CLOSE, ContactState.INFORMED),
        (Step.REFUSED, ContactState.REFUSED),
        (Step.RETRY, ContactState.UNINFORMED),
        (Step.FIELD, ContactState.UNREACHABLE),
    ],
)
def test_the_wrap_up_decides_what_becomes_of_the_contact(contact, talk, hang_up, notification, step, state):
    hang_up(talk(notification()), step)
    contact.refresh_from_db()
    assert contact.state == state
    was_told = (ToldBy.TELEPHONE, contact.quarantine_until) if step == Step.CLOSE else ("", None)
    assert (contact.told_by, contact.told_until) == was_told


def test_one_call_tells_of_everything_that_was_known_when_it_began(case, talk, hang_up, notification):
    tracing.name(case, last_exposure_on=tracing.ago(1))
    tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(5))
    hang_up(talk(notification()), Step.CLOSE)
    told = {(contact.state, contact.told_until) for contact in Contact.objects.all()}
    assert told == {(ContactState.INFORMED, max(c.quarantine_until for c in Contact.objects.all()))}


@pytest.mark.parametrize(
    ("step", "state"), [(Step.CLOSE, ContactState.INFORMED), (Step.REFUSED, ContactState.REFUSED)]
)
def test_nobody_is_visited_whom_the_telephone_has_told_meanwhile(
    case, talk, hang_up, notification, step, state
):
    listed = tracing.name(case)
    listed.move_to(ContactState.UNREACHABLE)
    listed.interviews.get().call.move_to(CallState.CANCELLED)
    tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(5))
    hang_up(talk(notification()), step)
    listed.refresh_from_db()
    assert listed.state == state
    assert listed.told_until == (listed.quarantine_until if state == ContactState.INFORMED else None)


@pytest.mark.parametrize("step", [Step.CLOSE, Step.REFUSED])
def test_who_was_named_while_the_call_was_under_way_is_owed_another(case, talk, hang_up, notification, step):
    first = tracing.name(case, last_exposure_on=tracing.ago(1))
    call = talk(notification())
    other = tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(5))
    assert notification() == call
    assert call.interview.contact == first

    hang_up(call, step)
    first.refresh_from_db()
    other.refresh_from_db()
    assert first.state == (ContactState.INFORMED if step == Step.CLOSE else ContactState.REFUSED)
    assert other.state == ContactState.UNINFORMED
    assert notification() != call
    assert notification().interview.contact == other
    hang_up(talk(notification()), Step.CLOSE)
    other.refresh_from_db()
    assert other.state == ContactState.INFORMED


def test_an_end_that_moved_while_they_talked_has_to_be_told(case, talk, hang_up, notification):
    contact = tracing.name(case, last_exposure_on=tracing.ago(5))
    call = talk(notification())
    tracing.name(case, last_exposure_on=tracing.ago(1))
    hang_up(call, Step.CLOSE)
    contact.refresh_from_db()
    assert (contact.state, contact.told_until) == (ContactState.UNINFORMED, None)
    assert notification() != call
    hang_up(talk(notification()), Step.CLOSE)
    contact.refresh_from_db()
    assert (contact.state, contact.told_until) == (ContactState.INFORMED, contact.quarantine_until)


def test_what_the_telephone_cannot_tell_any_more_is_the_field_teams(case, talk, hang_up, notification):
    tracing.name(case)
    call = talk(notification())
    other = tracing.name(tracing.another_case())
    case.region.campaigns.update(disease="another")
    read_anew()
    hang_up(call, Step.CLOSE)
    other.refresh_from_db()
    assert other.state == ContactState.NO_NUMBER


def test_a_case_that_opened_while_the_call_was_under_way_is_owed_another(case, call, talk, hang_up):
    talk(call)
    case.move_to(CaseState.WITH_FIELD_TEAM)
    case.move_to(CaseState.CLOSED)
    newer = tracing.case(case.region)
    assert Interview.objects.get().case == case
    hang_up(call, Step.CLOSE)
    assert Interview.objects.get(case=newer).call != call


def test_a_script_that_has_not_reached_its_end_cannot_be_completed(case, call, agent, accepted):
    begin_interview(accepted(call, agent))
    with pytest.raises(CoreWasNotReached):
        conclude_interview(tracing.wrapped_up(call, Step.CLOSE, agent))


def test_a_call_without_a_script_is_not_done(case, call, agent):
    with pytest.raises(NothingWasSaid):
        conclude_interview(tracing.wrapped_up(call, Step.CLOSE, agent))
    case.refresh_from_db()
    assert case.state == CaseState.NEW


def test_a_script_that_was_completed_before_closes_no_other_case(case, call, talk, hang_up):
    talk(call)
    Interview.objects.get().run.move_to(RunState.COMPLETED, reached_core=True)
    with pytest.raises(NothingWasSaid):
        hang_up(call, Step.CLOSE)


def test_a_case_that_left_the_telephone_stays_where_it_is(case, call, talk, hang_up):
    talk(call)
    case.move_to(CaseState.WITH_FIELD_TEAM)
    hang_up(call, Step.CLOSE)
    case.refresh_from_db()
    assert case.state == CaseState.WITH_FIELD_TEAM
    assert Call.objects.count() == 1


def test_a_call_about_nothing_of_ours_changes_nothing(case, agent):
    conclude_interview(tracing.wrapped_up(calls.queued_call(), Step.CLOSE, agent))
    case.refresh_from_db()
    assert case.state == CaseState.NEW
