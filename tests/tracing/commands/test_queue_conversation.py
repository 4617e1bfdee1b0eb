"""Owing somebody a call."""

import pytest

from calls.models import Call, CallTexts
from calls.states import CallState, Purpose
from journal.reference import read_anew
from telephony.models import Message
from tests.cast import DARIO
from tests.factories import accounts, tracing
from tracing.commands.name_contact import name_contact
from tracing.commands.queue_conversation import queue_conversation
from tracing.models import Interview
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db


def test_somebody_who_is_owed_a_call_is_not_called_twice(case):
    assert queue_conversation(case, by=None).call == Interview.objects.get().call


@pytest.mark.parametrize("state", [CallState.QUEUED, CallState.WAITING, CallState.OFFERED])
def test_a_conversation_that_waits_is_about_the_newest_reason(case, agent, state):
    case.move_to(CaseState.CLOSED)
    Call.objects.update(state=state, held_by=agent if state == CallState.OFFERED else None)
    newer = tracing.case(case.region)
    assert Interview.objects.get().case == newer


@pytest.mark.parametrize("state", [CallState.DIALLING, CallState.TALKING, CallState.WRAP_UP])
def test_a_conversation_that_has_begun_stays_what_it_is(case, agent, state):
    case.move_to(CaseState.CLOSED)
    Call.objects.update(state=state, held_by=agent)
    newer = tracing.case(case.region)
    assert newer.state == CaseState.NEW
    assert Interview.objects.get().case == case
    assert Call.objects.count() == 1


def test_without_campaign_the_telephone_cannot_do_it(case):
    case.region.campaigns.update(disease="another")
    read_anew()
    assert queue_conversation(case, by=None) is None


def test_another_diseases_campaign_calls_nobody(case):
    measles = tracing.case(case.region, disease=tracing.disease("measles"))
    assert measles.state == CaseState.WITH_FIELD_TEAM
    assert not measles.interviews.exists()
    assert Call.objects.get() == case.interviews.get().call


def test_a_campaign_that_is_off_holds_its_calls_until_it_is_on_again():
    region = tracing.region("1000")
    region.campaigns.update(is_on=False)
    case = tracing.case(region)
    assert (case.state, case.interviews.get().call.state) == (CaseState.NEW, CallState.QUEUED)


NOBODYS = pytest.mark.parametrize("phone", ["+3290012345", "+32900123456", "+3270221234", "+881612345678"])


def with_announcements(region):
    """The region's campaigns announce their calls by SMS."""
    words = {"fr": "Nous vous appelons.", "nl": "Wij bellen u."}
    CallTexts.objects.filter(campaigns__region=region).update(announcement=words)
    read_anew()
    return region


@NOBODYS
def test_a_case_with_a_number_that_may_not_be_called_is_the_field_teams_at_once(phone):
    case = tracing.case(with_announcements(tracing.region("1000")), phone=phone)
    assert (case.state, case.person.phone) == (CaseState.WITH_FIELD_TEAM, phone)
    assert not Call.objects.exists()
    assert not Message.objects.exists()


@NOBODYS
def test_a_contact_with_a_number_that_may_not_be_called_is_the_field_teams_at_once(case, phone):
    with_announcements(case.region)
    contact = name_contact(
        run=tracing.run_about(case),
        by=accounts.agent(case.region),
        first_name=DARIO.first_name,
        family_name=DARIO.family_name,
        phone=phone,
        last_exposure_on="",
        risk="high",
    )
    assert (contact.state, contact.person.phone) == (ContactState.NO_NUMBER, phone)
    assert not Call.objects.filter(campaign__purpose=Purpose.CONTACT_NOTIFICATION).exists()
    assert not Message.objects.exists()
