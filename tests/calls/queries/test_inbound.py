"""In which languages somebody who calls us back is spoken to."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.plan_message import plan_message
from calls.models import Message
from calls.queries.inbound import languages_for
from calls.states import CallState
from tests.factories.accounts import region
from tests.factories.calls import campaign, phone_number, queued_call

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
        callee=uuid.uuid4(),
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


def test_somebody_who_is_owed_a_call_hears_its_language_first(belgium):
    call = queued_call(campaign(belgium["DG"]), language="de")
    assert languages_for(caller=call.phone, called=OURS) == ["de", "fr", "nl", "en"]


def test_a_call_that_is_owed_tells_more_than_an_sms_and_the_newest_more_than_an_older(belgium):
    call = queued_call(campaign(belgium["VL"]), language="nl")
    queued_call(campaign(belgium["DG"]), language="de", phone=call.phone)
    sms_to(call.phone, belgium["WA"], "en")
    assert languages_for(caller=call.phone, called=OURS)[0] == "de"


def test_somebody_whose_call_is_over_hears_the_language_of_our_last_sms(belgium):
    call = queued_call(campaign(belgium["VL"]), language="nl", state=CallState.DONE)
    for language in ("en", "de"):
        sms_to(call.phone, belgium["DG"], language)
    Message.objects.filter(language="en").update(planned_at=timezone.now() - timedelta(days=1))
    assert languages_for(caller=call.phone, called=OURS) == ["de", "fr", "nl", "en"]


@pytest.mark.parametrize("caller", ["", "anonymous", "+266696687", "client:agent-7"])
def test_whoever_withholds_their_number_is_a_stranger(belgium, caller):
    queued_call(campaign(belgium["DG"]), language="de", phone="", phone_index=None)
    assert languages_for(caller=caller, called=OURS) == ["fr", "de", "nl", "en"]


@pytest.mark.parametrize("called", ["", "+3221111111"])
def test_a_number_that_is_nobodys_speaks_english_and_what_the_caller_speaks(belgium, called):
    call = queued_call(campaign(belgium["DG"]), language="de")
    assert languages_for(caller=STRANGER, called=called) == ["en"]
    assert languages_for(caller=call.phone, called=called) == ["de", "en"]


def test_a_language_without_a_voice_of_ours_is_not_promised(belgium):
    sms_to(phone := phone_number(), belgium["BX"], "tr")
    assert languages_for(caller=phone, called=OURS) == ["fr", "de", "nl", "en"]
