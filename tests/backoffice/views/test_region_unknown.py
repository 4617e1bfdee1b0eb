"""The list of reports without region."""

import pytest

from accounts.models import Role
from calls.models import Call
from journal.models import View
from tests.factories import accounts, tracing
from tracing.commands.receive_lab_report import receive_lab_report

pytestmark = pytest.mark.django_db
LIST = "/cases/region-unknown/"


@pytest.fixture
def region():
    return tracing.region("1000")


@pytest.fixture
def report(region):
    result = tracing.result(patient={"postcode": "9999"})
    return receive_lab_report(result, laboratory=tracing.laboratory(name="CHU Test"))[0]


@pytest.fixture
def back_office(client, region):
    user = accounts.user(Role.BACK_OFFICE, region=region, screen_language="en")
    client.force_login(user)
    return user


def test_the_list_shows_no_name(client, report, back_office):
    page = client.get(LIST).content.decode()
    assert "9999" in page
    assert "CHU Test" in page
    assert "Chlo" not in page
    assert not View.objects.exists()


def test_opening_a_report_shows_the_person_and_is_journalled(client, report, back_office):
    page = client.get(f"{LIST}{report.key}/").content.decode()
    assert "Chloé Lambert" in page
    look = View.objects.get()
    assert (look.viewer, look.person) == (back_office, report.key)


def test_assigning_a_region_takes_the_report_off_the_list(client, region, report, back_office):
    answer = client.post(f"{LIST}{report.key}/", {"region": region.pk})
    assert answer.headers["Location"] == LIST
    assert Call.objects.get().region == region
    assert client.get(f"{LIST}{report.key}/").status_code == 404


def test_a_region_has_to_be_chosen(client, report, back_office):
    client.post(f"{LIST}{report.key}/", {"region": ""})
    assert not Call.objects.exists()


def test_an_agent_has_no_business_here(client, region, report):
    client.force_login(accounts.agent(region))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{report.key}/").status_code == 403


def test_more_rows_take_no_more_queries(client, report, back_office, django_assert_max_num_queries):
    client.get(LIST)
    for _ in range(60):
        receive_lab_report(tracing.result(patient={"postcode": "9999"}), laboratory=report.laboratory)
    with django_assert_max_num_queries(8):
        page = client.get(LIST)
    assert page.content.decode().count(">9999<") == 50
