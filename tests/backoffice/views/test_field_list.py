"""The field list."""

import pytest
from django.utils.formats import date_format

from accounts.models import Role
from calls.models import Call
from journal.models import View
from tests.cast import DARIO
from tests.factories import accounts, tracing
from tracing.commands.name_contact import name_contact
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db
LIST = "/cases/field/"


@pytest.fixture
def case():
    return tracing.case(tracing.region("1000"), phone="")


@pytest.fixture
def contact(case):
    return tracing.name(tracing.case(case.region, DARIO), first_name="Ann", family_name="Wils", phone="")


@pytest.fixture
def back_office(client, case):
    user = accounts.user(Role.BACK_OFFICE, region=case.region)
    client.force_login(user)
    return user


def test_the_list_says_why_and_shows_no_name(client, case, back_office):
    page = client.get(LIST, headers={"Accept-Language": "en"}).content.decode()
    assert "No telephone number" in page
    assert "Chlo" not in page


def test_for_want_of_a_campaign_the_list_says_so_and_nobody_is_owed_a_call(client, case, back_office):
    tracing.case(case.region, DARIO, disease=tracing.disease("measles"))
    run = tracing.run_about(tracing.case(case.region, DARIO))
    case.region.campaigns.filter(purpose="contact_notification").update(disease="measles")
    name_contact(run=run, by=back_office, last_exposure_on="", first_name="Ann", phone="0470 12 34 56")
    assert Call.objects.get() == run.interview.call
    for kind in ("cases", "contacts"):
        page = client.get(f"{LIST}{kind}/", headers={"Accept-Language": "en"}).content.decode()
        assert page.count("No campaign for this disease in this region") == 1


def test_a_number_that_nobody_may_ring_is_not_blamed_on_a_campaign(client, case, back_office):
    tracing.case(case.region, DARIO, phone="+3211")
    page = client.get(LIST, headers={"Accept-Language": "en"}).content.decode()
    assert "Could not be called" in page
    assert "No campaign" not in page


def test_opening_a_case_is_journalled(client, case, back_office):
    page = client.get(f"{LIST}cases/{case.key}/").content.decode()
    assert "Chloé Lambert" in page
    assert View.objects.get().person == case.person.key


def test_closing_a_case_takes_it_off_the_list(client, case, back_office):
    client.post(f"{LIST}cases/{case.key}/", {"result": "lost"})
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == (CaseState.CLOSED, "lost")
    assert client.get(f"{LIST}cases/{case.key}/").status_code == 404


def test_an_interview_at_the_door_completes_the_case(client, case, back_office):
    client.post(f"{LIST}cases/{case.key}/", {"result": "interviewed"})
    case.refresh_from_db()
    assert case.state == CaseState.COMPLETED


def test_taking_a_case_says_who_goes_there(client, case, back_office):
    client.post(f"{LIST}cases/{case.key}/take/")
    assert str(back_office) in client.get(LIST).content.decode()


def test_contacts_have_their_own_list(client, contact, back_office):
    assert str(contact.key) in client.get(f"{LIST}contacts/").content.decode()
    client.post(f"{LIST}contacts/{contact.key}/", {"result": "informed"})
    contact.refresh_from_db()
    assert contact.state == ContactState.INFORMED


def test_whoever_goes_there_reads_the_latest_end_of_all_cases(client, contact, back_office):
    ann = {"first_name": "Ann", "family_name": "Wils", "phone": "+32470999999"}
    visited = tracing.name(contact.case, last_exposure_on=tracing.ago(5), **ann)
    tracing.name(tracing.another_case(), last_exposure_on="", **ann)
    visited.move_to(ContactState.UNREACHABLE)
    page = client.get(f"{LIST}contacts/{visited.key}/", headers={"Accept-Language": "en"}).content.decode()
    assert visited.binding.quarantine_until > visited.quarantine_until
    assert date_format(visited.binding.quarantine_until, "DATE_FORMAT") in page
    assert "not known" in page


def test_how_it_ended_has_to_be_said(client, case, back_office):
    client.post(f"{LIST}cases/{case.key}/", {})
    case.refresh_from_db()
    assert case.state == CaseState.WITH_FIELD_TEAM


@pytest.mark.parametrize("what", ["", "take/"])
def test_another_regions_case_does_not_exist(client, case, what):
    client.force_login(accounts.user(Role.BACK_OFFICE))
    assert client.post(f"{LIST}cases/{case.key}/{what}", {"result": "lost"}).status_code == 404
    assert str(case.key) not in client.get(LIST).content.decode()


def test_an_agent_has_no_business_here(client, case):
    client.force_login(accounts.agent(case.region))
    assert client.get(LIST).status_code == 403


def test_more_rows_take_no_more_queries(client, case, back_office, django_assert_max_num_queries):
    for number in range(12):
        tracing.case(case.region, phone="", national_number=f"{number:011d}")
    with django_assert_max_num_queries(9):
        page = client.get(LIST)
    assert page.content.decode().count("No telephone number") == 13
