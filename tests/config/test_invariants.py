"""What must always be true is found when it is broken."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from calls.models import Call
from calls.states import CallState
from config.invariants import violations
from tests.factories import tracing
from tests.factories.calls import ready_agent
from tracing.models import Case, Contact, Interview
from tracing.states import CaseState, ContactState, ToldBy

pytestmark = pytest.mark.django_db
OWED = "every contact to be informed is owed a call, for all who named them together"
OPEN_CASE = "every open case is owed a call or is on a list"
CASE_CORE = "no case completed by telephone without the core of its script"
CONTACT_CORE = "no contact informed by telephone without the core of the script"
EARLIER_END = "no contact told an earlier end of quarantine than the latest that binds"


def broken():
    return {violation.invariant for violation in violations()}


@pytest.fixture
def case():
    return tracing.case(tracing.region("1000"))


@pytest.fixture
def contact(case):
    return tracing.name(case)


def inform(contact, by=ToldBy.TELEPHONE, **told):
    told = {"told_until": contact.quarantine_until, "closed_at": None} | told
    return contact.move_to(ContactState.INFORMED, told_by=by, **told)


def reach_core(interview):
    run = interview.run
    run.reached_core = True
    run.save()


def test_an_empty_house_breaks_no_invariant(capsys):
    assert violations() == []
    call_command("check_invariants")


def test_a_house_at_work_breaks_none(contact):
    assert violations() == []


@pytest.mark.parametrize("state", [CallState.DONE, CallState.GAVE_UP, CallState.CANCELLED])
def test_a_contact_whose_call_is_over_is_owed_another(contact, state):
    Call.objects.filter(subject=contact.person.key).update(state=state)
    assert broken() == {OWED}


def test_a_contact_named_while_the_call_is_under_way_is_owed_that_one(contact):
    agent = ready_agent(region=contact.region)
    Call.objects.filter(subject=contact.person.key).update(state=CallState.TALKING, held_by=agent)
    tracing.name(tracing.another_case())
    assert OWED not in broken()
    Call.objects.filter(subject=contact.person.key).update(state=CallState.DONE, held_by=None)
    assert OWED in broken()


def test_an_open_case_whose_call_is_over_is_owed_another(case):
    Call.objects.update(state=CallState.DONE)
    assert broken() == {OPEN_CASE}
    case.move_to(CaseState.WITH_FIELD_TEAM)
    assert broken() == set()


def test_a_case_that_opened_while_the_call_is_under_way_is_owed_that_one(case):
    case.move_to(CaseState.CLOSED)
    newer = tracing.case(case.region)
    Interview.objects.update(case=case)
    assert broken() == {OPEN_CASE}
    Call.objects.update(state=CallState.TALKING, held_by=ready_agent(region=newer.region))
    assert OPEN_CASE not in broken()


def test_a_case_is_completed_by_talking(case):
    tracing.run_about(case)
    case.move_to(CaseState.COMPLETED, told_by=ToldBy.TELEPHONE)
    assert broken() == {CASE_CORE}
    reach_core(case.interviews.get())
    assert broken() == set()


@pytest.mark.parametrize("model", [Case, Contact])
def test_a_visit_needs_no_script(case, contact, model):
    if model is Case:
        case.move_to(CaseState.COMPLETED, told_by=ToldBy.VISIT)
    else:
        inform(contact, by=ToldBy.VISIT)
    assert broken() == set()


def test_a_contact_is_informed_by_the_conversation_that_covers_them(contact):
    interview = Interview.objects.get(contact=contact)
    inform(contact)
    assert broken() == {CONTACT_CORE}
    interview.run = tracing.run_about(tracing.another_case())
    Interview.objects.filter(case__person__first_name="Ann").update(run=None)
    interview.save()
    reach_core(interview)
    assert broken() == {CONTACT_CORE}
    Contact.objects.update(covered_by=interview)
    assert broken() == set()


def test_the_latest_end_of_all_cases_has_been_told(case, contact):
    inform(contact, by=ToldBy.VISIT)
    other = tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(0))
    assert broken() == set()
    inform(other, by=ToldBy.VISIT, told_until=contact.quarantine_until)
    assert broken() == {EARLIER_END}
    Contact.objects.filter(pk=other.pk).update(told_until=None)
    Contact.objects.filter(pk=contact.pk).update(told_until=other.quarantine_until + timedelta(days=1))
    assert broken() == set()


def test_somebody_informed_was_told_an_end_if_there_is_one(contact):
    inform(contact, by=ToldBy.VISIT, told_until=None)
    assert broken() == {EARLIER_END}
    Contact.objects.update(quarantine_until=None)
    assert broken() == set()
