"""Several diseases in the data files."""

import pytest

from calls.models import Call, Campaign, WrapUpSet
from countries.belgium.files import diseases, read
from tests.cast import CHLOE
from tests.factories import tracing
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.models import Disease
from tracing.states import CaseState

pytestmark = pytest.mark.django_db
NAMES = '{ fr = "Rougeole", nl = "Mazelen", de = "Masern", en = "Measles" }'
MEASLES = f"""
[disease]
code = "measles"
names = {NAMES}
contagious_days_before = 4
isolation_days = 4

[[quarantine]]
days = 21
valid_from = 2020-01-01
source = "Measles: 21 days"
"""
CAMPAIGN = """
[[campaign]]
code = "{code}"
purpose = "index_interview"
disease = "measles"
script = "index_interview"
wrap_up = "index"
priority = 9
target_minutes = 720
names = {{ fr = "Rougeole", nl = "Mazelen", de = "Masern", en = "Measles interview" }}
"""


@pytest.fixture
def measles(load, data_set):
    """COVID-19 is traced already; the next release brings the measles."""
    load()
    data_set.append("measles.toml", MEASLES)
    return data_set


def report_measles():
    report, _ = receive_lab_report(tracing.result(CHLOE, disease="measles"), laboratory=tracing.laboratory())
    return report.case


def test_every_campaign_of_the_data_set_is_for_a_disease_of_it():
    codes = {data["disease"]["code"] for data in diseases()}
    assert {campaign["disease"] for campaign in read("calls")["campaign"]} == codes


def test_a_second_disease_comes_with_its_rules_and_campaigns_of_its_own(load, measles):
    measles.append("calls.toml", CAMPAIGN.format(code="measles-interview"))
    load()
    assert Disease.objects.get(code="measles").quarantine_rules.get().days == 21
    assert Campaign.objects.filter(disease="measles", code="measles-interview").count() == 4
    assert Campaign.objects.filter(disease="covid-19").count() == 8
    assert WrapUpSet.objects.get(region__code="BX", name="Measles interview").dispositions.count() == len(
        read("calls")["wrap_up"]
    )
    assert report_measles().interviews.get().call.campaign.disease == "measles"
    assert load() == ["Added 0 rows, 0 differ"]


def test_a_second_disease_without_campaigns_gets_none_and_its_people_a_visit(load, measles):
    load()
    assert set(Campaign.objects.values_list("disease", flat=True)) == {"covid-19"}
    assert report_measles().state == CaseState.WITH_FIELD_TEAM
    assert not Call.objects.exists()


def test_a_campaign_that_takes_the_code_of_another_disease_is_left_out_and_said(load, measles):
    measles.append("calls.toml", CAMPAIGN.format(code="index-interview"))
    printed = load()
    assert (
        'Region BX, campaign index-interview: code "index-interview" is taken by another; not added.'
        in printed
    )
    assert set(Campaign.objects.values_list("disease", flat=True)) == {"covid-19"}
