"""The states of calls, legs, messages and agents, and where each may come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """Where a call that we owe somebody stands."""

    WAITING = "waiting", _("Waiting for its time")
    QUEUED = "queued", _("In the queue")
    OFFERED = "offered", _("Offered to an agent")
    DIALLING = "dialling", _("Dialling")
    TALKING = "talking", _("In conversation")
    WRAP_UP = "wrap_up", _("Wrap-up")
    DONE = "done", _("Done")
    GAVE_UP = "gave_up", _("Nobody could be reached")
    CANCELLED = "cancelled", _("No longer owed")


OPEN_CALLS = (
    CallState.WAITING,
    CallState.QUEUED,
    CallState.OFFERED,
    CallState.DIALLING,
    CallState.TALKING,
    CallState.WRAP_UP,
)
HELD_CALLS = (CallState.OFFERED, CallState.DIALLING, CallState.TALKING, CallState.WRAP_UP)

CALL_COMES_FROM = {
    CallState.WAITING: {CallState.QUEUED, CallState.OFFERED, CallState.DIALLING, CallState.WRAP_UP},
    CallState.QUEUED: {CallState.WAITING, CallState.OFFERED},
    CallState.OFFERED: {CallState.QUEUED},
    CallState.DIALLING: {CallState.OFFERED},
    CallState.TALKING: {CallState.DIALLING},
    CallState.WRAP_UP: {CallState.DIALLING, CallState.TALKING},
    CallState.DONE: {CallState.WRAP_UP},
    CallState.GAVE_UP: {CallState.WAITING, CallState.QUEUED, CallState.WRAP_UP},
    CallState.CANCELLED: {CallState.WAITING, CallState.QUEUED, CallState.OFFERED},
}


class LegState(models.TextChoices):
    """One telephone line of an attempt. Its states have a rank: late news never moves it back."""

    PLANNED = "planned", _("Planned")
    SUBMITTING = "submitting", _("Being placed")
    UNKNOWN = "unknown", _("Placed or not: being found out")
    DIALLING = "dialling", _("Dialling")
    RINGING = "ringing", _("Ringing")
    ANSWERED = "answered", _("Answered")
    COMPLETED = "completed", _("Hung up")
    BUSY = "busy", _("Busy")
    NO_ANSWER = "no_answer", _("No answer")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


LEG_RANK = {
    LegState.PLANNED: 0,
    LegState.SUBMITTING: 5,
    LegState.UNKNOWN: 6,
    LegState.DIALLING: 20,
    LegState.RINGING: 30,
    LegState.ANSWERED: 40,
    LegState.COMPLETED: 100,
    LegState.BUSY: 100,
    LegState.NO_ANSWER: 100,
    LegState.FAILED: 100,
    LegState.CANCELLED: 100,
}
ENDED_LEGS = tuple(state for state, rank in LEG_RANK.items() if rank == 100)


class MessageState(models.TextChoices):
    """One SMS, ranked like a leg."""

    PLANNED = "planned", _("Planned")
    SUBMITTING = "submitting", _("Being sent")
    UNKNOWN = "unknown", _("Sent or not: being found out")
    QUEUED = "queued", _("With the telephone company")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    UNDELIVERED = "undelivered", _("Not delivered")
    FAILED = "failed", _("Failed")
    REFUSED = "refused", _("The person wants no messages")


MESSAGE_RANK = {
    MessageState.PLANNED: 0,
    MessageState.SUBMITTING: 5,
    MessageState.UNKNOWN: 6,
    MessageState.QUEUED: 10,
    MessageState.SENT: 30,
    MessageState.DELIVERED: 100,
    MessageState.UNDELIVERED: 100,
    MessageState.FAILED: 100,
    MessageState.REFUSED: 100,
}
ENDED_MESSAGES = tuple(state for state, rank in MESSAGE_RANK.items() if rank == 100)


class AgentState(models.TextChoices):
    """What an agent is doing, as the floor sees it."""

    OFFLINE = "offline", _("Offline")
    READY = "ready", _("Ready")
    RESERVED = "reserved", _("Call offered")
    DIALLING = "dialling", _("Dialling")
    TALKING = "talking", _("In conversation")
    WRAP_UP = "wrap_up", _("Wrap-up")
    PAUSED = "paused", _("Paused")


AGENT_COMES_FROM = {
    AgentState.OFFLINE: {
        AgentState.READY,
        AgentState.PAUSED,
        AgentState.RESERVED,
        AgentState.WRAP_UP,
    },
    AgentState.READY: {
        AgentState.OFFLINE,
        AgentState.PAUSED,
        AgentState.RESERVED,
        AgentState.DIALLING,
        AgentState.WRAP_UP,
    },
    AgentState.RESERVED: {AgentState.READY},
    AgentState.DIALLING: {AgentState.RESERVED},
    AgentState.TALKING: {AgentState.DIALLING},
    AgentState.WRAP_UP: {AgentState.DIALLING, AgentState.TALKING},
    AgentState.PAUSED: {
        AgentState.PAUSED,
        AgentState.READY,
        AgentState.RESERVED,
        AgentState.DIALLING,
        AgentState.WRAP_UP,
        AgentState.OFFLINE,
    },
}


class Outcome(models.TextChoices):
    """How one attempt ended, as the attempts policy sees it."""

    REACHED = "reached", _("Reached")
    BUSY = "busy", _("Busy")
    NO_ANSWER = "no_answer", _("No answer")
    VOICEMAIL = "voicemail", _("Voicemail")
    REJECTED = "rejected", _("Rejected")
    FAILED_NUMBER = "failed_number", _("Number does not work")
    ABSENT = "absent", _("Somebody else answered")
    HUNG_UP = "hung_up", _("Hung up early")
    WRONG_PERSON = "wrong_person", _("Wrong person")
    BROKEN_OFF = "broken_off", _("Broken off")
    NOT_PLACED = "not_placed", _("Not placed: our own failure")


class Purpose(models.TextChoices):
    """What a campaign is for. The apps above decide by it what its calls mean."""

    INDEX_INTERVIEW = "index_interview", _("Index interview")
    CONTACT_NOTIFICATION = "contact_notification", _("High-risk contact")
    QUARANTINE_CHECK = "quarantine_check", _("Quarantine check")
    TRAVELLER_CHECK = "traveller_check", _("Traveller check")
    SYMPTOM_FOLLOW_UP = "symptom_follow_up", _("Symptom follow-up")
    CALL_BACK = "call_back", _("Call-back")


class Step(models.TextChoices):
    """What a disposition does with the call."""

    CLOSE = "close", _("The call is done")
    RETRY = "retry", _("Try again, as the policy says")
    CALL_BACK = "call_back", _("Call back at an agreed time")
    FIELD = "field", _("Hand to the field team")
    REFUSED = "refused", _("The person refuses; close")
