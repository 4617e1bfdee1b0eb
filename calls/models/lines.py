"""Attempts and the telephone lines they use."""

import uuid
from typing import Any, ClassVar

from django.db import models

from accounts.models import Region, User
from calls.models.calls import Call
from calls.models.campaigns import Disposition
from calls.states import ENDED_LEGS, LEG_RANK, LegState, Outcome
from journal.sealed import SealedTextField


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> "AttemptQuerySet":
        """Those that count against the person: their line rang, was busy, or its number does not work."""
        return self.filter(is_counted=True)


class Attempt(models.Model):
    """One time that we rang for a call, or tried to. It ends exactly once, with an outcome.

    Two open attempts on one telephone number cannot exist: nobody is rung twice at a time.
    """

    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="Names the conference at the telephone company."
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, models.PROTECT, related_name="attempts")
    agent = models.ForeignKey(User, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(help_text="1 for the first.")
    phone_index = models.BinaryField(max_length=16, null=True)
    began_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(
        null=True,
        help_text="Since then the agent knows that a person speaks: no machine's verdict counts any more.",
    )
    hung_up_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_counted = models.BooleanField(
        default=False, help_text="The person's line rang, was busy or dead: this try counts against them."
    )
    hint = models.CharField(
        max_length=20, choices=Outcome, blank=True, help_text="How it ended, as far as the lines tell."
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    disposition = models.ForeignKey(Disposition, models.PROTECT, null=True, related_name="+")
    notes = SealedTextField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(ended_at=None), name="one_open_attempt_per_call"
            ),
            models.UniqueConstraint(
                fields=["phone_index"], condition=models.Q(ended_at=None), name="one_open_attempt_per_phone"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="")
                | models.Q(ended_at__isnull=False, outcome__in=Outcome.values),
                name="an_ended_attempt_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.NOT_PLACED) | models.Q(is_counted=False),
                name="what_we_did_not_place_does_not_count",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "-began_at"], name="attempts_by_agent"),
            models.Index(fields=["region", "-began_at"], name="attempts_by_region"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of call {self.call_id}"


class LegRole(models.TextChoices):
    AGENT = "agent"
    CITIZEN = "citizen"


class LegQuerySet(models.QuerySet["Leg"]):
    def alive(self) -> "LegQuerySet":
        """Not known to have ended."""
        return self.exclude(state__in=ENDED_LEGS)


class Leg(models.Model):
    """One telephone line of an attempt: the agent's or the citizen's. Both meet in the attempt's conference.

    Its `key` stands in every callback address that we give to the telephone company, so whatever comes back
    finds its row even when the answer to our request was lost.
    """

    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="legs")
    role = models.CharField(max_length=10, choices=LegRole)
    to = SealedTextField(help_text="E.164, or client:name for a browser.")
    state = models.CharField(max_length=12, choices=LegState, default=LegState.PLANNED)
    provider_ref = models.CharField(max_length=64, null=True, unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    check_at = models.DateTimeField(
        null=True, help_text="When a sweeper looks after it, unless news comes first."
    )
    planned_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    ringing_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_machine = models.BooleanField(default=False, help_text="A voicemail answered.")
    machine_at = models.DateTimeField(
        null=True, help_text="When the company first said so, by our clock; it may be too late to count."
    )
    is_muted = models.BooleanField(default=False, help_text="Nobody hears this line.")
    is_held = models.BooleanField(default=False, help_text="This line hears music and waits.")
    hang_up_wanted = models.BooleanField(default=False, help_text="To be ended as soon as it can be.")
    error_code = models.CharField(max_length=20, blank=True)

    objects = LegQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "role"], name="one_leg_per_role"),
            models.CheckConstraint(condition=models.Q(state__in=LegState.values), name="leg_state_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["check_at"], condition=models.Q(check_at__isnull=False), name="legs_to_look_after"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} leg of attempt {self.attempt_id}"

    def advance(self, state: LegState, **also: Any) -> bool:
        """Move forward by rank: True if it moved, False when the news was old. Never moves back."""
        lower = [known for known, rank in LEG_RANK.items() if rank < LEG_RANK[state]]
        moved = Leg.objects.filter(pk=self.pk, state__in=lower).update(state=state, **also)
        self.refresh_from_db()
        return bool(moved)


class WebhookReceipt(models.Model):
    """One piece of news from the telephone company, kept once: a repeat finds its key taken."""

    RETENTION: ClassVar[str] = "days"

    key = models.CharField(max_length=200, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    body = SealedTextField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="receipts_by_age")]

    def __str__(self) -> str:
        return self.key
