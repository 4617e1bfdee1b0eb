"""What the company's error codes mean for us.

Source: Twilio's error dictionary. 21220 and 404 on hanging up mean that the other side was faster.
"""

from calls.telephony.port import Rejected

KINDS = {
    "config": {20003, 21205, 21212, 21603, 21606},
    "throttled": {20429, 10004},
    "invalid_number": {21211, 21214, 21217, 21401, 21421, 13223, 13224, 21614, 30005, 30006},
    "not_permitted": {21215, 21216, 21408, 21612},
    "opted_out": {21610},
    "already_over": {21220},
}
KIND_OF = {code: kind for kind, codes in KINDS.items() for code in codes}

# Ours, not the company's: written into `error_code` when no telephone call is to blame, or nobody was to be rung.
LOST = "lost"
THROTTLED = "throttled"
AGENT_LEFT = "agent_left"
NEVER_CALLED = "never_called"
OUTSIDE_HOURS = "outside_hours"
OURS = frozenset({LOST, THROTTLED, AGENT_LEFT, OUTSIDE_HOURS})
NUMBER_CODES = frozenset(map(str, KINDS["invalid_number"]))
# Every code of a failed line that says nothing about the person's number.
OUR_FAILURES = OURS | set(map(str, KIND_OF)) - NUMBER_CODES


def rejection(status: int, code: int | None) -> Rejected:
    """The refusal behind an HTTP status and the company's code."""
    kind = "throttled" if status == 429 else KIND_OF.get(code or 0, "gone" if status == 404 else "other")
    return Rejected(kind, safe_to_retry=kind == "throttled", code=str(code or status))


def blames_the_number(error_code: str, *, was_placed: bool) -> bool:
    """Whether a failed line failed because of the number: not by us, our configuration or our permissions.

    A line that was placed and failed in the network, for a reason we do not know, had a bad number. One that the
    company would not even place (`was_placed` false) blames the number only if the company names it.
    """
    if error_code in OUR_FAILURES:
        return False
    return was_placed or error_code in NUMBER_CODES
