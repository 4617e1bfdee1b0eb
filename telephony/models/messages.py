"""SMS, out and in."""

from typing import ClassVar

from django.db import models

from accounts.models import Region
from journal.outgoing import Outgoing
from journal.sealed import SealedRow, SealedTextField
from telephony.limits import SILENT_MESSAGE
from telephony.states import MESSAGE_RANK, Fault, MessageState


class Message(Outgoing):
    """One SMS to one person. `intent` says what for ("announcement of call 17"): never twice for one intent."""

    RETENTION: ClassVar[str] = "case"
    RANK = MESSAGE_RANK
    SILENT = SILENT_MESSAGE

    region = models.ForeignKey(Region, models.PROTECT, related_name="messages", db_index=False)
    intent = models.CharField(max_length=80, unique=True)
    to = SealedTextField(help_text="E.164.")
    to_index = models.BinaryField(max_length=16, null=True)
    language = models.CharField(max_length=35)
    body = SealedTextField()
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.PLANNED)
    send_after = models.DateTimeField(help_text="Not before: nobody gets an SMS at night.")
    fault = models.CharField(max_length=14, choices=Fault, blank=True, help_text="Why it failed.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=MessageState.values), name="message_state_is_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["check_at"], condition=models.Q(check_at__isnull=False), name="messages_to_look_after"
            ),
            models.Index(fields=["region", "-planned_at"], name="messages_by_region"),
            models.Index(fields=["subject", "-planned_at"], name="messages_by_subject"),
            models.Index(fields=["to_index", "-planned_at"], name="messages_by_number"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class InboundMessage(SealedRow):
    """An SMS that somebody sent to us."""

    RETENTION: ClassVar[str] = "case"

    provider_ref = models.CharField(max_length=64, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    sender = SealedTextField()
    sender_index = models.BinaryField(max_length=16, null=True, db_index=True)
    body = SealedTextField()
    is_stop = models.BooleanField(default=False)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"inbound message {self.pk}"


class OptOut(models.Model):
    """A telephone number whose owner wants no SMS from us. Calls go on: they are a duty."""

    RETENTION: ClassVar[str] = "case"

    phone_index = models.BinaryField(max_length=16, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"opt-out {self.pk}"
