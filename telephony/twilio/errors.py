"""What the company's codes mean for us.

Source: Twilio's error dictionary, and RFC 3261 for what the telephone network answers (SipResponseCode). 21220 and 404
mean that the other side was faster.
"""

from journal.outbox import Rejected
from telephony.states import Fault

FAULTS = {
    Fault.REFUSES_US: {20003, 21205, 21212, 21215, 21216, 21408, 21603, 21606, 21612},
    Fault.THROTTLED: {10004, 20429},
    Fault.WRONG_NUMBER: {13223, 13224, 21211, 21214, 21217, 21401, 21421, 21614, 30005, 30006},
    Fault.UNAVAILABLE: {30003},
    Fault.OPTED_OUT: {21610},
    Fault.GONE: {21220},
}
FAULT_OF = {code: fault for fault, codes in FAULTS.items() for code in codes}
# The network's answers: no such number, and switched off or out of reach.
NO_SUCH_NUMBER = {"404", "410", "484", "604"}
OUT_OF_REACH = {"408", "480"}


def rejection(status: int, code: int | None) -> Rejected:
    """The refusal behind an HTTP status and the company's code."""
    fault = Fault.THROTTLED if status == 429 else FAULT_OF.get(code or 0, _by_status(status))
    return Rejected(fault, safe_to_retry=fault == Fault.THROTTLED, code=str(code or status))


def fault_of(code: str) -> Fault | None:
    """What an error code in the company's news means; None for none."""
    if not code:
        return None
    return FAULT_OF.get(int(code) if code.isdigit() else 0, Fault.UNKNOWN)


def fault_of_call(code: str, sip_code: str = "") -> Fault:
    """Why a call that was placed has failed.

    Without a code the company means a number that does not exist ("most likely because the phone number was
    non-existent", Twilio on the call status `failed`), unless the network said something else.
    """
    if code:
        return fault_of(code) or Fault.UNKNOWN
    if not sip_code or sip_code in NO_SUCH_NUMBER:
        return Fault.WRONG_NUMBER
    return Fault.UNAVAILABLE if sip_code in OUT_OF_REACH else Fault.UNKNOWN


def _by_status(status: int) -> Fault:
    return Fault.GONE if status == 404 else Fault.UNKNOWN
