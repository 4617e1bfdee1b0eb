"""What the company posts to us, form by form, in our own words. Signatures are verified before."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from uuid import UUID

from telephony.port import InboundCall, InboundSms, LegNews, MessageNews, News
from telephony.refusals import WebhookIsForged
from telephony.states import LegState, MessageState
from telephony.twilio.errors import fault_of, fault_of_call

LEG_STATES = {
    "queued": LegState.DIALLING,
    "initiated": LegState.DIALLING,
    "ringing": LegState.RINGING,
    "in-progress": LegState.ANSWERED,
    "answered": LegState.ANSWERED,
    "completed": LegState.COMPLETED,
    "busy": LegState.BUSY,
    "no-answer": LegState.NO_ANSWER,
    "failed": LegState.FAILED,
    "canceled": LegState.CANCELLED,
}
MESSAGE_STATES = {
    "accepted": MessageState.QUEUED,
    "scheduled": MessageState.QUEUED,
    "queued": MessageState.QUEUED,
    "sending": MessageState.QUEUED,
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "undelivered": MessageState.UNDELIVERED,
    "failed": MessageState.FAILED,
    "canceled": MessageState.FAILED,
}
MACHINES = frozenset({"machine_start", "machine_end_beep", "machine_end_silence", "machine_end_other", "fax"})
REF = re.compile(r"[A-Za-z0-9_-]{1,64}")
CODE = re.compile(r"[A-Za-z0-9_]{1,20}")
Form = Mapping[str, str]


def understand(form: Form, *, about: str, key: UUID | None) -> tuple[str, News | None]:
    """The name of one form, equal for its repeats, and what it says. A malformed one is refused."""
    return READERS[about](form, key or UUID(int=0))


def of_leg(form: Form, leg: UUID) -> tuple[str, News | None]:
    """A line's status callback: initiated, ringing, answered, or over."""
    ref, status = ref_in(form, "CallSid"), form.get("CallStatus", "")
    state = LEG_STATES.get(status)
    name = f"{ref}:leg:{whole(form.get('SequenceNumber'))}:{status[:20]}"
    if state is None:
        return name, None
    code = code_in(form)
    has_failed = state == LegState.FAILED
    return name, LegNews(
        leg=leg,
        ref=ref,
        state=state,
        is_machine=form.get("AnsweredBy", "") in MACHINES,
        fault=fault_of_call(code, form.get("SipResponseCode", "")) if has_failed else None,
        error_code=code,
        seconds=whole(form.get("CallDuration")),
        at=moment(form.get("Timestamp", "")),
    )


def of_answer(form: Form, leg: UUID) -> tuple[str, News | None]:
    """Who answered: a person or a machine. Whoever it was, the line was answered: that callback may have been lost."""
    ref, answered_by = ref_in(form, "CallSid"), form.get("AnsweredBy", "")
    state = LegState.ANSWERED if answered_by in ("human", "unknown") else None
    news = LegNews(leg=leg, ref=ref, state=state, is_machine=answered_by in MACHINES)
    return f"{ref}:answer:{answered_by[:24]}", news


def of_message(form: Form, message: UUID) -> tuple[str, News | None]:
    """An SMS's status callback; it carries neither a time nor a number."""
    ref, status = ref_in(form, "MessageSid"), form.get("MessageStatus", "")
    state = MESSAGE_STATES.get(status)
    name = f"{ref}:message:{status[:20]}"
    if state is None:
        return name, None
    code = code_in(form)
    return name, MessageNews(message=message, ref=ref, state=state, fault=fault_of(code), error_code=code)


def of_inbound_sms(form: Form, key: UUID) -> tuple[str, News | None]:
    """An SMS to us."""
    ref = ref_in(form, "MessageSid")
    is_stop = form.get("OptOutType", "").upper() == "STOP"
    sender, to = bare(form, "From"), bare(form, "To")
    return f"{ref}:inbound", InboundSms(
        ref=ref, sender=sender, to=to, body=bare(form, "Body"), is_stop=is_stop
    )


def of_inbound_call(form: Form, key: UUID) -> tuple[str, News | None]:
    """A call to us."""
    ref = ref_in(form, "CallSid")
    return f"{ref}:inbound", InboundCall(ref=ref, caller=bare(form, "From"), called=bare(form, "To"))


READERS = {
    "leg": of_leg,
    "answer": of_answer,
    "message": of_message,
    "inbound_sms": of_inbound_sms,
    "inbound_call": of_inbound_call,
}


def ref_in(form: Form, name: str) -> str:
    """The company's name for the thing; without one the form is malformed."""
    ref = form.get(name, "")
    if not REF.fullmatch(ref):
        raise WebhookIsForged
    return ref


def bare(form: Form, name: str) -> str:
    """A value without the sign that PostgreSQL cannot keep."""
    return form.get(name, "").replace("\0", "")


def code_in(form: Form) -> str:
    """The company's error code, or "". Nothing else may stand there."""
    code = form.get("ErrorCode", "")
    return code if CODE.fullmatch(code) else ""


def whole(text: str | None) -> int | None:
    """A whole number, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def moment(text: str) -> datetime | None:
    """A time as RFC 2822 writes it, aware; None when there is none."""
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
