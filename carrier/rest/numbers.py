"""Which telephone numbers and senders this company accepts."""

import re

from carrier.refusals import Refused, bad_called_number, bad_caller_number
from carrier.rest.parameters import Form

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_SHORT_CODE = re.compile(r"\d{3,6}")
_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
_ADDRESS = re.compile(r"(client|sip):\S+")


def called(form: Form) -> str:
    """The number or address to call. Refuses none (21201) and a malformed one (21211)."""
    to = form.text("To")
    if not to:
        raise Refused(400, 21201, "No 'To' number is specified")
    if not (_E164.fullmatch(to) or _ADDRESS.fullmatch(to)):
        raise bad_called_number(to)
    return to


def caller(form: Form) -> str:
    """The number or address that calls. Refuses none (21213) and a malformed one (21212)."""
    from_ = form.text("From")
    if not from_:
        raise Refused(400, 21213, "No 'From' number is specified")
    if not (_E164.fullmatch(from_) or _ADDRESS.fullmatch(from_)):
        raise bad_caller_number(from_)
    return from_


def addressee(form: Form) -> str:
    """Who gets an SMS. Refuses none (21604) and a malformed number (21211)."""
    to = form.text("To")
    if not to:
        raise Refused(400, 21604, "A 'To' phone number is required.")
    if not _E164.fullmatch(to):
        raise bad_called_number(to)
    return to


def sender(form: Form) -> str:
    """Who sends an SMS: a number, a short code or a name (one way only), empty for a messaging service.

    Refuses neither number nor service (21603) and a malformed number (21212).
    """
    from_ = form.text("From")
    if not from_ and not form.text("MessagingServiceSid"):
        raise Refused(400, 21603, "A 'From' phone number is required.")
    if from_ and not any(shape.fullmatch(from_) for shape in (_E164, _SHORT_CODE, _NAME)):
        raise bad_caller_number(from_)
    return from_
