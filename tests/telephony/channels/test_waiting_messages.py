import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from telephony.commands.plan_message import plan_message
from tests.factories.accounts import region
from tests.telephony.company import open_company, send_waiting_messages

pytestmark = pytest.mark.django_db


def test_what_is_due_is_sent_and_the_rest_waits(monkeypatch):
    company, home = open_company(monkeypatch), region()
    for number, delay in enumerate((0, 60)):
        plan_message(
            region=home,
            subject=uuid.uuid4(),
            phone=f"+3247012345{number}",
            language="nl",
            intent=f"announcement of call {number}",
            body="Dag",
            send_after=timezone.now() + timedelta(minutes=delay),
        )
    assert send_waiting_messages() == 1
    assert [wish.to for wish in company.sent] == ["+32470123450"]
