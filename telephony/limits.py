"""How long things may take on the telephone before somebody asks, and before we give up. Seconds."""

from datetime import datetime, timedelta

from journal.outbox import GRACE
from telephony.states import LegState, MessageState

RING_AGENT = 20
RING_CITIZEN = 30
# No tracing interview measured in the field lasts longer than two hours; a forgotten line must end by itself.
TIME_LIMIT = 2 * 3600
LOST_AFTER = timedelta(seconds=TIME_LIMIT, minutes=5)
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
