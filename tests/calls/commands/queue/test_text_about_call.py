"""The SMS that goes with a call."""

import uuid

import pytest

from calls.commands.queue.text_about_call import text_about_call
from telephony.models import Message
from tests.factories.calls import campaign, queued_call

pytestmark = pytest.mark.django_db
WORDS = {"nl": "Wij bellen u van {number}.", "fr": "Nous vous appelons du {number}."}


def call_of(subject):
    return queued_call(campaign(), subject=subject, phone="+32470123456")


def test_it_is_in_the_language_of_the_lane_and_says_the_number_to_call_back():
    call = call_of(uuid.uuid4())
    text_about_call(call, WORDS, "announcement")
    message = Message.objects.get()
    assert message.body == WORDS[call.lane.language].replace("{number}", call.region.caller_id)
    assert (message.subject, message.to, message.language) == (call.subject, call.phone, call.lane.language)


def test_a_call_has_one_of_each_intent_however_often_it_is_asked_for():
    call = call_of(uuid.uuid4())
    for intent in ("announcement", "announcement", "farewell"):
        text_about_call(call, WORDS, intent)
    intents = Message.objects.order_by("pk").values_list("intent", flat=True)
    assert list(intents) == [f"announcement of call {call.pk}", f"farewell of call {call.pk}"]


def test_without_words_there_is_none():
    text_about_call(call_of(uuid.uuid4()), {}, "announcement")
    assert not Message.objects.exists()


def test_whoever_rang_us_gets_none():
    text_about_call(call_of(None), WORDS, "farewell")
    assert not Message.objects.exists()
