"""The states of calls, where each may come from, and how attempts end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workforce.states import AgentState


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


AT_WORK = {
    CallState.OFFERED: AgentState.RESERVED,
    CallState.DIALLING: AgentState.DIALLING,
    CallState.TALKING: AgentState.TALKING,
    CallState.WRAP_UP: AgentState.WRAP_UP,
}
"""What an agent is doing who holds a call, by the state of the call."""


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
