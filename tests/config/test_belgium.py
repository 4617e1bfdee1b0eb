"""The Belgian data set, and the demonstration that is built on it."""

import json
import re
import stat

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Postcode, Region, Role, User
from calls.models import Call, Campaign
from config.belgium.files import read
from elearning.models import Certificate
from tracing.models import Case, LabReport
from tracing.rules.national_numbers import identity_of

pytestmark = pytest.mark.django_db
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


@pytest.fixture
def demo(tmp_path):
    file = tmp_path / "credentials.json"
    call_command("load_belgium", demo=True, credentials=file)
    return file


def test_every_postcode_has_its_region():
    call_command("load_belgium")
    regions = dict(Postcode.objects.values_list("code", "region__code"))
    assert len(regions) == 1149
    assert {regions[code] for code in ("1000", "1210")} == {"BX"}
    assert {regions[code] for code in ("1300", "4000", "4800", "7780")} == {"WA"}
    assert {regions[code] for code in ("1500", "3790", "8587", "9000")} == {"VL"}
    assert {regions[code] for code in ("4700", "4728", "4791")} == {"DG"}


def test_every_region_runs_both_campaigns_with_a_script_on_air():
    call_command("load_belgium")
    assert Campaign.objects.filter(script__versions__state="published").count() == 8
    assert not User.objects.exists()
    assert not Case.objects.exists()


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
        call_command("load_belgium", demo=True)
    assert not Region.objects.exists()


@pytest.mark.parametrize("which", ["announcement", "farewell"])
def test_every_sms_fits_one_segment_and_says_nothing_about_health(which):
    texts = read("calls")[which]
    assert set(texts) == {"fr", "nl", "de", "en"}
    for text in texts.values():
        body = text.replace("{number}", "02 214 19 19")
        assert len(body) <= 160
        assert set(body) <= GSM
        assert not re.search("covid|virus|corona|test|positi|contact|quarant|isol", body, re.IGNORECASE)


def test_whom_the_telephone_gave_up_is_not_asked_to_call_where_nobody_answers():
    for text in read("calls")["farewell"].values():
        assert not re.search(
            "rappel|terug|zurück|call (us )?back|appelez|bel ons|rufen sie", text, re.IGNORECASE
        )


def test_invented_people_have_valid_national_numbers(demo):
    for report in LabReport.objects.all():
        patient = json.loads(report.understood)["patient"]
        identity = identity_of(patient["national_number"], country="BE")
        assert identity.birth_date.isoformat() == patient["birth_date"]
