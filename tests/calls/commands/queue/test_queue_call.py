import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from calls.commands.queue.queue_call import queue_call
from calls.models import Call
from calls.rules.ranking import rank_of
from calls.states import CallState
from journal.models import Entry
from journal.sealed import Kind, blind_index
from telephony.models import Message
from telephony.refusals import NumberMayNotBeCalled
from tests.calls.commands.offers.test_offer_next_call import at_once
from tests.factories.accounts import region
from tests.factories.calls import campaign, queued_call

pytestmark = pytest.mark.django_db
PHONE = "+32470123456"


def queue(where, **fields):
    """The call that is owed from now on, or was owed before."""
    own = {"campaign": where, "subject": uuid.uuid4(), "phone": PHONE, "language": "nl"}
    with transaction.atomic():
        return queue_call(**own | fields)[0]


def test_a_call_that_is_due_stands_in_the_queue():
    call = queue(campaign(priority=3))
    assert call.state == CallState.QUEUED
    assert call.rank == rank_of(call.due_at - timedelta(hours=3), 0)
    assert call.phone_index == blind_index(Kind.PHONE, PHONE)
    assert Entry.objects.get(name="calls.call_queued").facts["lane_id"] == call.lane_id


def test_a_call_that_is_not_due_yet_waits():
    assert queue(campaign(), due_at=timezone.now() + timedelta(hours=1)).state == CallState.WAITING
    assert not Entry.objects.filter(name="calls.call_queued").exists()


def test_the_lane_speaks_the_persons_language_if_the_region_does():
    where = campaign(region(languages=("fr", "nl")))
    assert queue(where, language="nl").lane.language == "nl"
    assert queue(where, language="tr").lane.language == "fr"


def test_nobody_is_owed_the_same_call_twice():
    call = queued_call()
    assert queue(call.campaign, subject=call.subject) == call
    assert Call.objects.count() == 1
    assert not Entry.objects.exists()


def test_a_call_that_is_over_may_be_owed_again():
    old = queued_call(state=CallState.DONE)
    assert queue(old.campaign, subject=old.subject) != old


def test_the_sms_is_planned_in_the_language_of_the_lane():
    texts = {"fr": "Nous vous appelons du {number}.", "nl": "Wij bellen u van {number}."}
    call = queue(campaign(announcement=texts))
    message = Message.objects.get(intent=f"announcement of call {call.pk}")
    assert message.body == f"Wij bellen u van {call.region.caller_id}."


@pytest.mark.parametrize("fields", [{"announcement": {}}, {"announcement": {"nl": ""}}])
def test_without_text_there_is_no_sms(fields):
    queue(campaign(**fields))
    assert not Message.objects.exists()


def test_an_sms_can_be_left_out():
    queue(campaign(announcement={"nl": "Wij bellen u."}), announce_by_sms=False)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "phone",
    ["", "0470123456", "112", "+3290012345", "+32900123456", "+881612345678", "+447012345678", "+49116117"],
)
def test_a_number_that_cannot_be_rung_is_refused(phone):
    with pytest.raises(NumberMayNotBeCalled):
        queue(campaign(), phone=phone)


@pytest.mark.django_db(transaction=True)
def test_two_laboratories_at_once_owe_one_call():
    where, callee = campaign(), uuid.uuid4()
    calls = at_once(lambda _number: queue(where, subject=callee), range(4))
    assert len({call.pk for call in calls}) == Call.objects.count() == 1


def test_our_own_number_is_nobodys():
    where = campaign()
    with pytest.raises(NumberMayNotBeCalled):
        queue(where, phone=where.region.caller_id)
