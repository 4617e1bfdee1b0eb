from django.utils import timezone

from calls.commands.send_message import send_message
from calls.models import Message
from calls.states import MessageState

AT_ONCE = 50


def send_waiting_messages() -> int:
    """SMS whose time has come are sent: in the morning, or because Redis lost the order. Talks to the outside.

    Two sweepers at a time do no harm: a message is claimed first. Returns how many it found.
    """
    due = Message.objects.filter(state=MessageState.PLANNED, check_at__lte=timezone.now()).order_by(
        "check_at"
    )
    found = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for message_id in found:
        send_message(message_id)
    return len(found)
