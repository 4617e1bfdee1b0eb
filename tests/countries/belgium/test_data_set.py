"""The Belgian data set."""

import re

import pytest

from accounts.models import User
from calls.models import Campaign
from countries.belgium.files import read
from tracing.models import Case, Postcode

pytestmark = pytest.mark.django_db
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def test_every_postcode_has_its_region(load):
    load()
    regions = dict(Postcode.objects.values_list("code", "region__code"))
    assert len(regions) == 1149
    assert {regions[code] for code in ("1000", "1210")} == {"BX"}
    assert {regions[code] for code in ("1300", "4000", "4800", "7780")} == {"WA"}
    assert {regions[code] for code in ("1500", "3790", "8587", "9000")} == {"VL"}
    assert {regions[code] for code in ("4700", "4728", "4791")} == {"DG"}


def test_every_region_runs_both_campaigns_with_a_script_on_air(load):
    load()
    assert Campaign.objects.filter(script__versions__state="published").count() == 8
    assert not User.objects.exists()
    assert not Case.objects.exists()


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
