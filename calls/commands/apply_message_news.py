from django.db import transaction
from django.utils import timezone

from calls.events import MessageChanged
from calls.models import Message, OptOut
from calls.states import ENDED_MESSAGES, MessageState
from calls.telephony.errors import KIND_OF
from calls.telephony.limits import next_look_at_message
from calls.telephony.port import MessageNews
from journal.announce import announce


@transaction.atomic
def apply_message_news(news: MessageNews) -> None:
    """The telephone company says something about an SMS. The only writer of its state once it is submitted.

    1. Bind the company's name of it. News of a second SMS for the same message is ignored: none can be called back.
    2. Move forward by rank, never back; the same news twice changes nothing.
    3. Whoever told the company that they want no more messages has told us.
    4. Announce it.
    """
    message = Message.objects.select_for_update().filter(key=news.message).first()
    if message is None or not bind(message, news):
        return
    now = timezone.now()
    state = state_of(news)
    message.error_code = message.error_code or news.error_code
    message.ended_at = now if state in ENDED_MESSAGES and not message.ended_at else message.ended_at
    message.save(update_fields=["error_code", "ended_at"])
    if state == MessageState.REFUSED and message.to_index:
        OptOut.objects.get_or_create(phone_index=message.to_index, defaults={"region": message.region})
    if message.advance(state, check_at=next_look_at_message(state, now)):
        announce(MessageChanged(region_id=message.region_id, message_id=message.pk, state=state))


def bind(message: Message, news: MessageNews) -> bool:
    """Whether this news is about our own SMS: the first one heard of."""
    if not news.ref or message.provider_ref == news.ref:
        return True
    if message.provider_ref:
        return False
    message.provider_ref = news.ref
    message.save(update_fields=["provider_ref"])
    return True


def state_of(news: MessageNews) -> MessageState:
    """A failure because of an opt-out is a refusal by the person, not a fault."""
    code = int(news.error_code) if news.error_code.isdigit() else 0
    return MessageState.REFUSED if KIND_OF.get(code) == "opted_out" else news.state
