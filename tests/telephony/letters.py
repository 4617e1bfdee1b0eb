"""An SMS on its way."""

import uuid
from itertools import count

from django.utils import timezone

from journal.sealed import Kind, blind_index
from telephony.models import Message
from telephony.states import MessageState
from tests.factories.accounts import region
from tests.factories.calls import phone_number

number = count(1)


def submitted_message() -> Message:
    """Our request was sent and not answered yet."""
    phone, now = phone_number(), timezone.now()
    return Message.objects.create(
        region=region(),
        subject=uuid.uuid4(),
        intent=f"announcement of call {next(number)}",
        to=phone,
        to_index=blind_index(Kind.PHONE, phone),
        language="fr",
        body="Bonjour",
        state=MessageState.SUBMITTING,
        send_after=now,
        sent_at=now,
        tries=1,
    )
