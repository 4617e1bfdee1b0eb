import uuid
from datetime import time, timedelta

import pytest
from django.utils import timezone

from journal.models import Entry
from journal.sealed import Kind, blind_index
from telephony.commands.plan_message import plan_message
from telephony.models import CallingHours, Message, OptOut
from telephony.states import MessageState
from tests.factories.accounts import hours, region

pytestmark = pytest.mark.django_db
MOBILE = "+32470123456"


def plan(home=None, *, phone=MOBILE, intent="announcement of call 1", **more):
    return plan_message(
        region=home or region(),
        subject=uuid.uuid4(),
        phone=phone,
        language="fr",
        intent=intent,
        **{"body": "Bonjour"} | more,
    )


def test_an_sms_is_planned_once_for_one_intent():
    home = region()
    first, again = plan(home), plan(home, body="Something else")
    assert (first, first.body) == (again, again.body)
    assert Entry.objects.filter(name="telephony.message_planned").count() == 1
    assert first.send_after <= timezone.now()


def test_nobody_gets_an_sms_at_night():
    home = region(is_open=False)
    local = timezone.localtime(timezone.now())
    opens_in_three_days = (local + timedelta(days=3)).weekday()
    hours(home, day=opens_in_three_days, opens=time(9), closes=time(18))
    hours(home, day=CallingHours.Day.PUBLIC_HOLIDAY, opens=time(9), closes=time(18))
    message = plan(home)
    assert timezone.localtime(message.send_after).time() == time(9)
    assert message.check_at == message.send_after > timezone.now()


def test_whoever_opted_out_gets_none_and_the_row_says_so():
    OptOut.objects.create(phone_index=blind_index(Kind.PHONE, MOBILE))
    message = plan()
    assert (message.state, message.check_at) == (MessageState.REFUSED, None)
    assert not Entry.objects.filter(name="telephony.message_planned").exists()


@pytest.mark.parametrize(
    "phone", ["+3222141919", "", "nonsense", "+32900123456", "+881612345678", "+447012345678"]
)
def test_a_telephone_that_takes_no_sms_gets_none(phone):
    assert plan(phone=phone) is None
    assert not Message.objects.exists()
