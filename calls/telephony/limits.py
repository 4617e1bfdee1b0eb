"""How long things may take on the telephone before somebody asks, and before we give up. Seconds."""

import random
from datetime import datetime, timedelta

from calls.states import LegState, MessageState

RING_AGENT = 20
RING_CITIZEN = 30
# No tracing interview measured in the field lasts longer than two hours; a forgotten line must end by itself.
TIME_LIMIT = 2 * 3600
LOST_AFTER = timedelta(seconds=TIME_LIMIT, minutes=5)
MAX_TRIES = 6
FIRST_BACK_OFF = 0.5
LONGEST_BACK_OFF = 20.0
# The company's own list may lag behind its answer: a moment's patience before we look for a lost line in it.
GRACE = timedelta(seconds=5)
# A worker that died in the middle of a request: longer than both of the request's timeouts together.
SUBMITTING = timedelta(seconds=20)
HANGING_UP = timedelta(seconds=5)
# The company takes a voice for a machine's after at most 5.0 s of silence and 2.4 s of speech (defaults of
# MachineDetectionSilenceTimeout and MachineDetectionSpeechThreshold); its times show whole seconds, and the way to us
# takes one. Whatever comes later comes into a conversation.
MACHINE_KNOWN_WITHIN = timedelta(seconds=9)

SILENT_LEG = {
    LegState.SUBMITTING: SUBMITTING,
    LegState.UNKNOWN: GRACE,
    LegState.DIALLING: timedelta(seconds=15),
    LegState.RINGING: timedelta(seconds=RING_CITIZEN + 10),
    LegState.ANSWERED: timedelta(seconds=60),
}
SILENT_MESSAGE = {
    MessageState.SUBMITTING: SUBMITTING,
    MessageState.UNKNOWN: GRACE,
    MessageState.QUEUED: timedelta(minutes=1),
    MessageState.SENT: timedelta(minutes=10),
}
# Networks without delivery receipts leave a message "sent" for ever; after a day nobody asks any more.
NO_RECEIPT_AFTER = timedelta(hours=24)
# An announcement that arrives hours later announces nothing.
SMS_VALID = timedelta(hours=4)
SMS_SHORTEST = timedelta(minutes=2)


def is_machine(
    machine_at: datetime | None, *, answered_at: datetime | None, heard_at: datetime | None
) -> bool:
    """Whether the company's word that a machine answered, which reached us at `machine_at`, counts.

    Not once the agent has heard who speaks (`heard_at`), nor after the first seconds since the line was answered.
    All aware.
    """
    if machine_at is None or (heard_at is not None and heard_at <= machine_at):
        return False
    return answered_at is None or machine_at < answered_at + MACHINE_KNOWN_WITHIN


def next_look(state: LegState, now: datetime) -> datetime | None:
    """When to ask about a line that stays silent in this state; None once it is over."""
    wait = SILENT_LEG.get(state)
    return now + wait if wait else None


def next_look_at_message(state: MessageState, now: datetime) -> datetime | None:
    """When to ask about an SMS that stays silent in this state; None once it is over."""
    wait = SILENT_MESSAGE.get(state)
    return now + wait if wait else None


def next_try(tries: int, now: datetime) -> datetime:
    """When to repeat a refused request: exponential back-off with full jitter, so that workers do not march in step."""
    longest = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2**tries)
    return now + timedelta(seconds=random.uniform(FIRST_BACK_OFF, longest))  # noqa: S311
