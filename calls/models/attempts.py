"""Every time that we tried to have a conversation that we owe."""

from typing import ClassVar

from django.db import models

from accounts.models import Region, User
from calls.models.calls import Call
from calls.models.campaigns import Disposition
from calls.states import Outcome
from journal.sealed import SealedRow, SealedTextField
from telephony.models import Leg, Room
from telephony.models.rooms import LegQuerySet


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> "AttemptQuerySet":
        """Those that count against the person: their line rang, was busy, or its number does not work."""
        return self.filter(is_counted=True)


class Attempt(SealedRow):
    """One time that we rang for a call, or tried to. It ends exactly once, with an outcome.

    Its conversation takes place in its room, whoever is in it and however often the agent changes.
    """

    RETENTION: ClassVar[str] = "case"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="attempts", db_index=False)
    room = models.OneToOneField(Room, models.PROTECT, related_name="+")
    agent = models.ForeignKey(
        User, models.PROTECT, related_name="attempts", db_index=False, help_text="Who began it."
    )
    number = models.PositiveSmallIntegerField(help_text="1 for the first.")
    phone_index = models.BinaryField(max_length=16, null=True)
    began_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    hung_up_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_counted = models.BooleanField(
        default=False, help_text="The person's line rang, was busy or dead: this try counts against them."
    )
    hint = models.CharField(
        max_length=20, choices=Outcome, blank=True, help_text="How it ended, as far as the legs tell."
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    disposition = models.ForeignKey(Disposition, models.PROTECT, null=True, related_name="+", db_index=False)
    notes = SealedTextField()
    notes_by = models.UUIDField(null=True, help_text="The window that wrote them: another one says so first.")

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(ended_at=None), name="one_open_attempt_per_call"
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

    @property
    def legs(self) -> LegQuerySet:
        """The telephone lines of its conversation."""
        return Leg.objects.filter(room=self.room_id)


class NumberUnderWay(models.Model):
    """A telephone number that is being rung or talked to: nobody is rung twice at a time, by no region.

    A table of its own because it is the one thing that every region must see of the others: a blind index, and that
    it is busy. Taken when a call is accepted, given up when its attempt ends.
    """

    phone_index = models.BinaryField(max_length=16, unique=True)
    call = models.OneToOneField(Call, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "numbers under way"

    def __str__(self) -> str:
        return f"the number of call {self.call_id}"
