from datetime import datetime

from django.utils import timezone

from calls.commands.apply_message_news import apply_message_news
from calls.models import Message
from calls.states import ENDED_MESSAGES, MessageState
from calls.telephony import telephony
from calls.telephony.errors import LOST
from calls.telephony.limits import GRACE, MAX_TRIES, NO_RECEIPT_AFTER, next_look_at_message
from calls.telephony.port import MessageNews, OutcomeUnknown, Rejected, SeekSms

AT_ONCE = 50


def ask_about_silent_messages() -> int:
    """The telephone company is asked about SMS that have been silent for too long. Not in a transaction.

    An SMS whose request was never answered is looked for, and sent anew only if it does not exist. After a day
    nobody asks any more: some networks never confirm. Returns how many it asked about.
    """
    now = timezone.now()
    silent = Message.objects.filter(check_at__lte=now).exclude(
        state__in=(MessageState.PLANNED, *ENDED_MESSAGES)
    )
    found = list(silent.order_by("check_at")[:AT_ONCE])
    for message in found:
        if claim(message, now):
            ask_about(message)
    return len(found)


def claim(message: Message, now: datetime) -> bool:
    """Make this question ours; the last one asked is a day after sending."""
    is_old = (message.sent_at or message.planned_at) + NO_RECEIPT_AFTER < now
    again_at = None if is_old else next_look_at_message(MessageState(message.state), now) or now + GRACE
    return bool(Message.objects.filter(pk=message.pk, check_at=message.check_at).update(check_at=again_at))


def ask_about(message: Message) -> None:
    """One question about one SMS. No answer means that it is asked again later."""
    try:
        if message.provider_ref is None:
            look_for(message)
        else:
            apply_message_news(telephony().fetch_message(message.key, message.provider_ref))
    except (Rejected, OutcomeUnknown):
        return


def look_for(message: Message) -> None:
    """Was it taken? Adopt the first SMS that is not another message's."""
    since = message.planned_at
    sought = SeekSms(message=message.key, to=message.to, body=message.body, since=since)
    candidates = telephony().find_message(sought)
    taken = set(
        Message.objects.filter(provider_ref__in=[one.ref for one in candidates]).values_list(
            "provider_ref", flat=True
        )
    )
    ours = [one for one in candidates if one.ref not in taken]
    if ours:
        apply_message_news(ours[0])
    else:
        send_again(message)


def send_again(message: Message) -> None:
    """It was never taken: back to be sent, unless it was tried too often."""
    if message.tries >= MAX_TRIES:
        apply_message_news(
            MessageNews(message=message.key, ref="", state=MessageState.FAILED, error_code=LOST)
        )
        return
    unsent = (MessageState.SUBMITTING, MessageState.UNKNOWN)
    lost = Message.objects.filter(pk=message.pk, provider_ref=None, state__in=unsent)
    lost.update(state=MessageState.PLANNED, check_at=timezone.now())
