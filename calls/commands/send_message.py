from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from calls.commands.apply_message_news import apply_message_news
from calls.models import Message, OptOut
from calls.queries.hours import next_opening_of
from calls.rules.phone_numbers import takes_sms
from calls.states import MessageState
from calls.telephony import telephony
from calls.telephony.errors import NEVER_CALLED, THROTTLED
from calls.telephony.limits import GRACE, MAX_TRIES, next_look_at_message, next_try
from calls.telephony.port import MessageNews, OutcomeUnknown, Rejected, SendSms
from calls.telephony.validity import end_of_hours, validity_of


def send_message(message_id: int) -> None:
    """The telephone company is asked to send one SMS. Not in a transaction: it talks to the outside.

    1. Claim the message and commit, unless it is too late in the day or its owner opted out meanwhile.
    2. Ask the company. The SMS stays valid until the region's calling hours end, and never longer.
    3. Write down what is now known: taken, refused, to be tried again, or unknown (and to be found out).
    """
    claimed = claim(message_id)
    if claimed is None:
        return
    message, valid_seconds = claimed
    try:
        news = telephony().send_sms(wish_for(message, valid_seconds))
    except Rejected as refused:
        take_refusal(message, refused)
    except OutcomeUnknown:
        unsure = Message.objects.filter(pk=message.pk, state=MessageState.SUBMITTING, provider_ref=None)
        unsure.update(state=MessageState.UNKNOWN, check_at=timezone.now() + GRACE)
    else:
        apply_message_news(news)


@transaction.atomic(durable=True)
def claim(message_id: int) -> tuple[Message, int] | None:
    """Make the message ours to send, with the seconds it stays valid; None when it is not to be sent now."""
    now = timezone.now()
    due = Message.objects.select_for_update(of=("self",)).filter(
        state=MessageState.PLANNED, send_after__lte=now
    )
    message = due.select_related("region").filter(pk=message_id).first()
    if message is None or is_unwanted(message):
        return None
    valid_seconds = validity_of(message.region, now)
    if valid_seconds is None:
        put_off(message)
        return None
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.SUBMITTING,
        sent_at=now,
        tries=F("tries") + 1,
        check_at=next_look_at_message(MessageState.SUBMITTING, now),
    )
    message.refresh_from_db()
    return message, valid_seconds


def is_unwanted(message: Message) -> bool:
    """Whether its owner opted out after it was planned; then it is never sent."""
    if not OptOut.objects.filter(phone_index=message.to_index).exists():
        return False
    message.advance(MessageState.REFUSED, ended_at=timezone.now(), check_at=None)
    return True


def put_off(message: Message) -> None:
    """Too late for today: it waits for the next opening."""
    end = end_of_hours(message.region, timezone.now())
    opening = next_opening_of(message.region, end + timedelta(seconds=1))
    Message.objects.filter(pk=message.pk).update(send_after=opening, check_at=opening)


def wish_for(message: Message, valid_seconds: int) -> SendSms:
    """What we ask for; Rejected for a number that since it was planned is known to take no SMS, or at a price."""
    if not takes_sms(message.to):
        raise Rejected("invalid_number", code=NEVER_CALLED)
    return SendSms(
        message=message.key,
        to=message.to,
        sender=message.region.sms_sender,
        body=message.body,
        valid_seconds=valid_seconds,
    )


def take_refusal(message: Message, refused: Rejected) -> None:
    """The company has done nothing: try again a little later if that can help, else the message has failed."""
    if refused.safe_to_retry and message.tries < MAX_TRIES:
        back = Message.objects.filter(pk=message.pk, state=MessageState.SUBMITTING, provider_ref=None)
        back.update(state=MessageState.PLANNED, check_at=next_try(message.tries, timezone.now()))
        return
    state = MessageState.REFUSED if refused.kind == "opted_out" else MessageState.FAILED
    code = THROTTLED if refused.safe_to_retry else refused.code
    apply_message_news(MessageNews(message=message.key, ref="", state=state, error_code=code))
