"""In which languages somebody who calls us back is spoken to."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from telephony.commands.plan_message import plan_message
from telephony.models import Leg, Message
from telephony.queries.inbound import languages_for
from tests.factories.accounts import region
from tests.factories.calls import phone_number
from tests.telephony.company import dialling_attempt

pytestmark = pytest.mark.django_db
OURS, STRANGER = "+3222141919", "+32470999999"


@pytest.fixture
def belgium():
    """Four regions that call under one number, as they do."""
    spoken = {"BX": "fr nl en", "DG": "de fr en", "VL": "nl fr en de", "WA": "fr en"}
    return {code: region(code=code, languages=tuple(words.split())) for code, words in spoken.items()}


def sms_to(phone, where, language):
    return plan_message(
        region=where,
        subject=uuid.uuid4(),
        phone=phone,
        language=language,
        intent=f"sms {phone} {language}",
        body="Bonjour",
    )


def test_a_stranger_hears_each_regions_language(belgium):
    assert languages_for(caller=STRANGER, called=OURS) == ["fr", "de", "nl", "en"]


def test_a_number_of_one_region_speaks_that_regions_languages(belgium):
    region(code="LU", caller_id="+35226123456", languages=("fr", "de"))
    assert languages_for(caller=STRANGER, called="+35226123456") == ["fr", "de"]


def rung_by(where, language):
    """A telephone number that this region has rung in this language."""
    leg = dialling_attempt(where).legs.get(role="citizen")
    Leg.objects.filter(pk=leg.pk).update(language=language)
    return leg.to


def test_somebody_whom_we_rang_hears_the_language_of_that_call_first(belgium):
    phone = rung_by(belgium["DG"], "de")
    assert languages_for(caller=phone, called=OURS) == ["de", "fr", "nl", "en"]


def test_what_was_last_rung_or_written_tells_the_language(belgium):
    phone = rung_by(belgium["VL"], "nl")
    sms_to(phone, belgium["WA"], "en")
    assert languages_for(caller=phone, called=OURS)[0] == "en"
    Leg.objects.update(planned_at=timezone.now() + timedelta(seconds=1))
    assert languages_for(caller=phone, called=OURS)[0] == "nl"


def test_of_two_sms_the_newer_tells_the_language(belgium):
    phone = phone_number()
    for language in ("en", "de"):
        sms_to(phone, belgium["DG"], language)
    Message.objects.filter(language="en").update(planned_at=timezone.now() - timedelta(days=1))
    assert languages_for(caller=phone, called=OURS) == ["de", "fr", "nl", "en"]


@pytest.mark.parametrize("caller", ["", "anonymous", "+266696687", "client:agent-7"])
def test_whoever_withholds_their_number_is_a_stranger(belgium, caller):
    rung_by(belgium["DG"], "de")
    Leg.objects.update(to_index=None)
    assert languages_for(caller=caller, called=OURS) == ["fr", "de", "nl", "en"]


@pytest.mark.parametrize("called", ["", "+3221111111"])
def test_a_number_that_is_nobodys_speaks_english_and_what_the_caller_speaks(belgium, called):
    phone = rung_by(belgium["DG"], "de")
    assert languages_for(caller=STRANGER, called=called) == ["en"]
    assert languages_for(caller=phone, called=called) == ["de", "en"]


def test_a_language_without_a_voice_of_ours_is_not_promised(belgium):
    sms_to(phone := phone_number(), belgium["BX"], "tr")
    assert languages_for(caller=phone, called=OURS) == ["fr", "de", "nl", "en"]
