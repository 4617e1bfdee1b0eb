from datetime import timedelta

import pytest
from django.utils import timezone

from journal.outbox import MAX_TRIES
from telephony.models import Message
from telephony.port import MessageNews
from telephony.states import MessageState
from tests.telephony.company import ask_about_silent_messages, open_company
from tests.telephony.letters import submitted_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(monkeypatch):
    return open_company(monkeypatch)


def silent(**fields):
    message = submitted_message()
    Message.objects.filter(pk=message.pk).update(check_at=timezone.now() - timedelta(seconds=1), **fields)
    message.refresh_from_db()
    return message


def after_asking(message):
    ask_about_silent_messages()
    message.refresh_from_db()
    return message.state, message.provider_ref


def test_lost_news_is_fetched(company):
    message = silent(state=MessageState.SENT, provider_ref="SM1")
    company.knows["SM1"] = MessageNews(message=message.key, ref="SM1", state=MessageState.DELIVERED)
    assert after_asking(message) == (MessageState.DELIVERED, "SM1")


def test_an_sms_that_was_taken_after_all_is_adopted(company):
    message = silent(state=MessageState.UNKNOWN)
    company.knows["SM1"] = MessageNews(message=message.key, ref="SM1", state=MessageState.SENT)
    assert after_asking(message) == (MessageState.SENT, "SM1")


def test_an_sms_that_does_not_exist_is_sent_again_but_not_for_ever(company):
    assert after_asking(silent(state=MessageState.UNKNOWN))[0] == MessageState.PLANNED
    assert after_asking(silent(state=MessageState.SUBMITTING, tries=MAX_TRIES))[0] == MessageState.FAILED


def test_after_a_day_without_a_receipt_nobody_asks_any_more(company):
    message = silent(
        state=MessageState.SENT, provider_ref="SM1", sent_at=timezone.now() - timedelta(hours=25)
    )
    assert after_asking(message) == (MessageState.SENT, "SM1")
    assert message.check_at is None
