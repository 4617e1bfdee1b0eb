"""The demonstration: who works in it, what waits in it, and what it leaves alone."""

import json
import stat
from datetime import time

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Region, Role, User
from calls.models import Call
from elearning.models import Certificate
from telephony.models import CallingHours
from tracing.models import LabReport, QuarantineRule
from tracing.rules.national_numbers import identity_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(load_demo, credentials):
    load_demo()
    return credentials


def test_the_demonstration_can_be_signed_in_to(demo, client):
    users = json.loads(demo.read_text())["users"]
    assert {"agent", "supervisor", "admin", "trainer", "back_office"} <= set(users)
    for user in users.values():
        assert client.login(**user)
    agent = User.objects.get(username=users["agent"]["username"])
    assert {"fr", "nl", "en"} <= set(agent.languages)
    assert Certificate.objects.filter(user=agent).exists()
    newcomer = User.objects.get(username=users["newcomer"]["username"])
    assert not Certificate.objects.filter(user=newcomer).exists()
    assert User.objects.filter(role=Role.AGENT).count() >= 12


def test_its_passwords_are_nobody_elses_to_read(demo):
    assert stat.S_IMODE(demo.stat().st_mode) == 0o600


def test_it_starts_with_a_backlog_except_where_the_visitor_sits(demo):
    assert set(Call.objects.values_list("region__code", flat=True)) == {"VL", "WA", "DG"}
    assert LabReport.objects.without_region().count() == 1


def test_its_example_report_opens_a_case(demo, client):
    handout = json.loads(demo.read_text())
    answer = client.post(
        "/api/v1/lab-reports",
        json.dumps(handout["example_lab_report"]),
        content_type="application/json",
        headers={"Authorization": f"Bearer {handout['lab_token']}"},
    )
    assert (answer.status_code, answer.json()["case"]) == (202, "opened")


def test_without_a_file_for_its_passwords_it_is_refused():
    with pytest.raises(CommandError, match="--credentials"):
        call_command("load_demo")
    assert not Region.objects.exists()


def test_invented_people_have_valid_national_numbers(demo):
    for report in LabReport.objects.all():
        patient = json.loads(report.understood)["patient"]
        identity = identity_of(patient["national_number"], country="BE")
        assert identity.birth_date.isoformat() == patient["birth_date"]


def test_it_does_not_open_a_region_that_has_hours_round_the_clock(load, load_demo):
    load()
    printed = load_demo()
    assert set(CallingHours.objects.values_list("opens", "closes")) == {(time(8), time(20))}
    assert sum("hours of Monday, Tuesday," in line for line in printed) == 4


def test_its_hours_stay_when_belgium_is_loaded_without_it(load, load_demo):
    load_demo()
    load()
    assert set(CallingHours.objects.values_list("opens", "closes")) == {(time(0), time(23, 59, 59))}


def test_its_quarantine_binds_today_which_belgiums_does_not(load, load_demo):
    load()
    asked = QuarantineRule.objects.order_by("valid_from")
    assert asked.last().days == 0
    load_demo()
    assert asked.last().days == 10


def test_a_second_load_adds_nothing_and_has_nothing_to_say(load_demo):
    assert load_demo()[-1].startswith("Added ")
    assert load_demo() == ["Added 0 rows, 0 differ"]
