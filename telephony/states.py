"""Where legs and messages stand. Their states have a rank: late news never moves them back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegRole(models.TextChoices):
    """Who is at the other end of a leg."""

    AGENT = "agent", _("Agent")
    CITIZEN = "citizen", _("Citizen")
    INTERPRETER = "interpreter", _("Interpreter")
    SUPERVISOR = "supervisor", _("Supervisor")
    COLLEAGUE = "colleague", _("Colleague")
    CALLER = "caller", _("Caller")


class Direction(models.TextChoices):
    """Who rang whom."""

    OUTBOUND = "outbound", _("We ring")
    INBOUND = "inbound", _("We are rung")


class LegState(models.TextChoices):
    """One telephone line in a room."""

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
LIVING_LEGS = tuple(state for state in LEG_RANK if state not in ENDED_LEGS)


class MessageState(models.TextChoices):
    """One SMS."""

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


class Fault(models.TextChoices):
    """Why a leg or an SMS came to nothing. Only WRONG_NUMBER may ever be blamed on the citizen's number."""

    WRONG_NUMBER = "wrong_number", _("The number does not work")
    UNAVAILABLE = "unavailable", _("The telephone cannot be reached")
    REFUSES_US = "refuses_us", _("The telephone company refuses us")
    THROTTLED = "throttled", _("The telephone company is too busy")
    UNKNOWN = "unknown", _("For a reason that we do not know")
    OPTED_OUT = "opted_out", _("The person wants no messages")
    GONE = "gone", _("The telephone company does not know it any more")
    LOST = "lost", _("Nobody knows what became of it")
    AGENT_LEFT = "agent_left", _("The agent’s line ended before")
    NEVER_CALLED = "never_called", _("A number that we never call")
    OUTSIDE_HOURS = "outside_hours", _("Outside calling hours")
