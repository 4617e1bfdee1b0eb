from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Region
from journal.announce import announce
from journal.inserting import insert_unless_there
from journal.sealed import Kind, blind_index
from journal.steps import step
from telephony.events import MessagePlanned
from telephony.models import Message, OptOut
from telephony.queries.hours import next_opening_as_last_read
from telephony.rules.phone_numbers import takes_sms
from telephony.states import Fault, MessageState


@step
def plan_message(
    *,
    region: Region,
    subject: UUID,
    phone: str,
    language: str,
    intent: str,
    body: str,
    send_after: datetime | None = None,
) -> Message | None:
    """Somebody is to get an SMS, as soon as people of their region may be disturbed.

    1. A telephone that takes no SMS gets none: None.
    2. One message per `intent` ("announcement of call 17"); planned again, the first one is returned unchanged.
    3. Whoever opted out gets none; the row says so.
    4. Announce it, so that it is sent once this is committed.

    `subject` is the opaque key of the person, `phone` E.164; `send_after` (aware) is not before, by default now;
    nobody gets an SMS at night.
    """
    if not body or not takes_sms(phone):
        return None
    index = blind_index(Kind.PHONE, phone)
    wanted = not OptOut.objects.filter(phone_index=index).exists()
    opening = next_opening_as_last_read(region, max(send_after or timezone.now(), timezone.now()))
    own = {"region": region, "subject": subject, "to": phone, "to_index": index, "language": language}
    own |= {"body": body, "send_after": opening} | (_when_wanted(opening) if wanted else _refused())
    message = Message(intent=intent, **own)
    if not insert_unless_there(message):
        return Message.objects.get(intent=intent)
    if wanted:
        announce(MessagePlanned(region_id=region.pk, message_id=message.pk))
    return message


def _when_wanted(opening: datetime) -> dict[str, Any]:
    """A message to be sent at the opening."""
    return {"state": MessageState.PLANNED, "check_at": opening}


def _refused() -> dict[str, Any]:
    """A message that is never sent."""
    return {"state": MessageState.REFUSED, "fault": Fault.OPTED_OUT, "ended_at": timezone.now()}
