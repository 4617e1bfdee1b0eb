import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from journal.outbox import OutcomeUnknown, Rejected
from telephony.channels import messages as module
from telephony.commands.plan_message import plan_message
from telephony.models import OptOut
from telephony.queries.validity import end_of_hours
from telephony.states import Fault, MessageState
from tests.factories.accounts import region
from tests.telephony.company import open_company, send_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(monkeypatch):
    return open_company(monkeypatch)


@pytest.fixture
def message(db):
    return plan_message(
        region=region(),
        subject=uuid.uuid4(),
        phone="+32470123456",
        language="fr",
        intent="announcement of call 1",
        body="Bonjour",
    )


@pytest.mark.parametrize("phone", ["+32900123456", "+881612345678"])
def test_an_sms_that_was_planned_before_its_number_was_known_to_cost_is_not_sent(company, message, phone):
    message.to = phone
    message.save()
    send_message(message.pk)
    message.refresh_from_db()
    assert (company.sent, message.state, message.fault) == ([], MessageState.FAILED, "never_called")


def test_an_sms_is_sent_once_however_often_it_is_ordered(company, message):
    send_message(message.pk)
    send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, message.provider_ref) == (MessageState.QUEUED, "SM1")
    [wish] = company.sent
    assert (wish.to, wish.body, wish.sender) == ("+32470123456", "Bonjour", message.region.sms_sender)


def test_it_is_valid_no_longer_than_people_may_be_disturbed(company, message):
    before = timezone.now()
    send_message(message.pk)
    end = end_of_hours(message.region, before)
    assert timedelta(seconds=company.sent[0].valid_seconds) <= end - before


def test_minutes_before_closing_it_waits_for_the_next_opening(company, message, monkeypatch):
    monkeypatch.setattr(module, "validity_of", lambda region, now: None)
    send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, company.sent) == (MessageState.PLANNED, [])
    assert message.check_at == message.send_after > timezone.now()


def test_it_is_not_sent_before_its_time(company, message):
    message.send_after = timezone.now() + timedelta(hours=1)
    message.save()
    send_message(message.pk)
    assert company.sent == []


def test_who_opts_out_in_time_gets_none(company, message):
    OptOut.objects.create(phone_index=message.to_index)
    send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, company.sent) == (MessageState.REFUSED, [])


def test_who_told_the_company_to_stop_has_told_us(company, message):
    company.trouble = [Rejected(Fault.OPTED_OUT, code="21610")]
    send_message(message.pk)
    message.refresh_from_db()
    assert (message.state, message.fault) == (MessageState.REFUSED, "opted_out")
    assert OptOut.objects.filter(phone_index=message.to_index).exists()


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (Rejected(Fault.THROTTLED, safe_to_retry=True, code="20429"), MessageState.PLANNED),
        (Rejected(Fault.WRONG_NUMBER, code="21211"), MessageState.FAILED),
        (OutcomeUnknown("ReadTimeout"), MessageState.UNKNOWN),
    ],
)
def test_what_goes_wrong_decides_what_comes_next(company, message, trouble, state):
    company.trouble = [trouble]
    send_message(message.pk)
    message.refresh_from_db()
    assert message.state == state
    assert (message.check_at is None) == (state == MessageState.FAILED)
