"""SMS, out and in."""

import uuid
from typing import Any, ClassVar

from django.db import models

from accounts.models import Region
from calls.states import MESSAGE_RANK, MessageState
from journal.sealed import SealedTextField


class Message(models.Model):
    """One SMS to one person. `intent` says what for ("announcement of call 17"): never twice for one intent."""

    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="messages")
    callee = models.UUIDField()
    intent = models.CharField(max_length=80, unique=True)
    to = SealedTextField(help_text="E.164.")
    to_index = models.BinaryField(max_length=16, null=True)
    language = models.CharField(max_length=2)
    body = SealedTextField()
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.PLANNED)
    provider_ref = models.CharField(max_length=64, null=True, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    check_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField(help_text="Not before: nobody gets an SMS at night.")
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=20, blank=True)

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
            models.Index(fields=["callee", "-planned_at"], name="messages_by_callee"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    def advance(self, state: MessageState, **also: Any) -> bool:
        """Move forward by rank: True if it moved, False when the news was old."""
        lower = [known for known, rank in MESSAGE_RANK.items() if rank < MESSAGE_RANK[state]]
        moved = Message.objects.filter(pk=self.pk, state__in=lower).update(state=state, **also)
        self.refresh_from_db()
        return bool(moved)


class InboundMessage(models.Model):
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
