from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Region
from calls.events import MessagePlanned
from calls.models import Message, OptOut
from calls.queries.hours import next_opening_of
from calls.rules.phone_numbers import takes_sms
from calls.states import MessageState
from journal.announce import announce
from journal.sealed import blind_index


@transaction.atomic
def plan_message(
    *,
    region: Region,
    callee: UUID,
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

    `phone` is E.164; `send_after` (aware) is not before, by default now; nobody gets an SMS at night.
    """
    if not body or not takes_sms(phone):
        return None
    index = blind_index(phone)
    wanted = not OptOut.objects.filter(phone_index=index).exists()
    opening = next_opening_of(region, max(send_after or timezone.now(), timezone.now()))
    message, is_new = Message.objects.get_or_create(
        intent=intent,
        defaults={
            "region": region,
            "callee": callee,
            "to": phone,
            "to_index": index,
            "language": language,
            "body": body,
            "send_after": opening,
            **(when_wanted(opening) if wanted else refused()),
        },
    )
    if is_new and wanted:
        announce(MessagePlanned(region_id=region.pk, message_id=message.pk))
    return message


def when_wanted(opening: datetime) -> dict[str, datetime | str]:
    """A message to be sent at the opening."""
    return {"state": MessageState.PLANNED, "check_at": opening}


def refused() -> dict[str, datetime | str]:
    """A message that is never sent."""
    return {"state": MessageState.REFUSED, "ended_at": timezone.now()}
