import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.models import Entry
from telephony.commands.apply_message_news import apply_message_news
from telephony.models import OptOut
from telephony.port import MessageNews
from telephony.states import Fault, MessageState
from tests.telephony.letters import submitted_message

pytestmark = pytest.mark.django_db


def tell(message, state, ref="SM1", **facts):
    apply_message_news(MessageNews(message=message.key, ref=ref, state=state, **facts))
    message.refresh_from_db()
    return message.state


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_same_news_in_any_order_and_any_number_ends_in_the_same_state(data):
    events = [MessageState.QUEUED, MessageState.SENT, MessageState.DELIVERED]
    repeats = data.draw(st.lists(st.sampled_from(events), max_size=4))
    with transaction.atomic():
        message = submitted_message()
        for state in data.draw(st.permutations(events + repeats)):
            tell(message, state)
        assert (message.state, message.check_at) == (MessageState.DELIVERED, None)
        assert message.ended_at is not None
        transaction.set_rollback(True)


def test_what_could_not_be_delivered_is_noted_with_its_reason():
    message = submitted_message()
    assert tell(message, MessageState.UNDELIVERED, error_code="30005") == MessageState.UNDELIVERED
    assert message.error_code == "30005"


def test_a_failure_because_of_an_opt_out_is_the_persons_refusal():
    message = submitted_message()
    assert tell(message, MessageState.FAILED, fault=Fault.OPTED_OUT) == MessageState.REFUSED
    assert OptOut.objects.filter(phone_index=message.to_index).exists()


def test_news_of_a_second_sms_or_of_an_unknown_one_changes_nothing():
    message = submitted_message()
    tell(message, MessageState.SENT)
    assert tell(message, MessageState.DELIVERED, ref="SM2") == MessageState.SENT
    apply_message_news(MessageNews(message=uuid.uuid4(), ref="SM3", state=MessageState.SENT))
    assert Entry.objects.filter(name="telephony.message_changed").count() == 1
