from django.db import transaction
from django.utils import timezone

from journal.announce import announce
from telephony.events import MessageChanged
from telephony.models import Message, OptOut
from telephony.port import MessageNews
from telephony.states import ENDED_MESSAGES, Fault, MessageState


@transaction.atomic
def apply_message_news(news: MessageNews) -> None:
    """The telephone company says something about an SMS. The only writer of its state once it is submitted.

    1. Bind the company's name of it. News of a second SMS for the same message is ignored: none can be called back.
    2. Move forward by rank, never back; the same news twice changes nothing.
    3. Whoever told the company that they want no more messages has told us.
    4. Announce it.
    """
    message = Message.objects.select_for_update().filter(key=news.message).first()
    if message is None or not message.bind(news.ref):
        return
    now = timezone.now()
    state = _state_of(news)
    message.error_code = message.error_code or news.error_code
    message.fault = message.fault or news.fault or ""
    message.ended_at = now if state in ENDED_MESSAGES and not message.ended_at else message.ended_at
    message.save(update_fields=["error_code", "fault", "ended_at"])
    if state == MessageState.REFUSED and message.to_index:
        OptOut.objects.get_or_create(phone_index=message.to_index, defaults={"region": message.region})
    if message.advance(state, check_at=message.next_look(state, now)):
        announce(MessageChanged(region_id=message.region_id, message_id=message.pk, state=state))


def _state_of(news: MessageNews) -> MessageState:
    """A failure because of an opt-out is a refusal by the person, not a fault."""
    return MessageState.REFUSED if news.fault == Fault.OPTED_OUT else news.state
