"""Rooms, and the telephone lines that meet in them."""

import uuid
from typing import ClassVar

from django.db import models

from accounts.models import Region, User
from journal.outgoing import Outgoing
from journal.sealed import SealedTextField
from telephony.limits import SILENT_LEG
from telephony.states import ENDED_LEGS, LEG_RANK, LIVING_LEGS, Direction, Fault, LegRole, LegState


class Room(models.Model):
    """One conversation: the conference at the telephone company in which its legs meet.

    Any number of legs, one after the other or at a time; an app above knows what the conversation is about and points
    down to it. A caller's room has no region until it is known whom they mean.
    """

    key = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="Names the conference at the telephone company.",
    )
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"room {self.pk}"


class LegQuerySet(models.QuerySet["Leg"]):
    def alive(self) -> "LegQuerySet":
        """Not known to have ended."""
        return self.exclude(state__in=ENDED_LEGS)


class Leg(Outgoing):
    """One telephone line of a room: the agent's, the citizen's, an interpreter's, a caller's.

    A leg that we ring is planned at once, and placed when it is due (`check_at`): a citizen's only once the agent is
    on the line, so that nobody picks up and hears silence. A leg on which we are rung is born ringing.
    """

    RETENTION: ClassVar[str] = "case"
    RANK = LEG_RANK
    SILENT = SILENT_LEG

    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="legs")
    role = models.CharField(max_length=12, choices=LegRole)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.OUTBOUND)
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who of us talks on it; empty: nobody of us.",
    )
    to = SealedTextField(help_text="The other end in E.164, or client:name for a browser.")
    to_index = models.BinaryField(max_length=16, null=True)
    language = models.CharField(
        max_length=35, blank=True, help_text="What is spoken on it, as far as we know."
    )
    state = models.CharField(max_length=12, choices=LegState, default=LegState.PLANNED)
    ringing_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(
        null=True,
        help_text="Since then somebody knows that a person speaks: no machine’s verdict counts any more.",
    )
    is_machine = models.BooleanField(default=False, help_text="A voicemail answered.")
    machine_at = models.DateTimeField(
        null=True, help_text="When the company first said so, by our clock; it may be too late to count."
    )
    is_muted = models.BooleanField(default=False, help_text="Nobody hears this line.")
    is_held = models.BooleanField(default=False, help_text="This line hears music and waits.")
    hang_up_wanted = models.BooleanField(default=False, help_text="To be ended as soon as it can be.")
    fault = models.CharField(max_length=14, choices=Fault, blank=True, help_text="Why it failed.")

    objects = LegQuerySet.as_manager()

    class Meta:
        constraints = [
            # Listeners, interpreters and colleagues may be many; who leads the conversation and whom it is about are
            # one at a time. The next one may come when the last one has ended.
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(role=LegRole.AGENT) & ~models.Q(state__in=ENDED_LEGS),
                name="one_living_agent_in_a_room",
            ),
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(role__in=(LegRole.CITIZEN, LegRole.CALLER))
                & ~models.Q(state__in=ENDED_LEGS),
                name="one_living_citizen_in_a_room",
            ),
            models.CheckConstraint(condition=models.Q(state__in=LegState.values), name="leg_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(role=LegRole.CALLER, direction=Direction.INBOUND)
                | (~models.Q(role=LegRole.CALLER) & models.Q(direction=Direction.OUTBOUND)),
                name="only_a_caller_rings_us",
            ),
        ]
        indexes = [
            models.Index(fields=["room"], condition=models.Q(state__in=LIVING_LEGS), name="living_legs"),
            models.Index(
                fields=["check_at"], condition=models.Q(check_at__isnull=False), name="legs_to_look_after"
            ),
            models.Index(
                fields=["to_index", "-planned_at"],
                condition=models.Q(to_index__isnull=False),
                name="legs_by_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} leg of room {self.room_id}"

    @property
    def was_rung(self) -> bool:
        """Whether the other end rang, was busy or out of reach, or the network found that there is none."""
        if self.ringing_at or self.answered_at:
            return True
        if self.state in (LegState.BUSY, LegState.NO_ANSWER):
            return True
        return self.state == LegState.FAILED and self.fault in (Fault.WRONG_NUMBER, Fault.UNAVAILABLE)

    @property
    def was_our_failure(self) -> bool:
        """Whether it is over without having rung, and neither its owner nor its number is to blame."""
        return self.state in (LegState.FAILED, LegState.CANCELLED) and not self.was_rung

    @property
    def has_dead_number(self) -> bool:
        """Whether it failed because of its number. One that has rung exists, whatever it failed of afterwards."""
        if self.ringing_at or self.answered_at:
            return False
        return self.state == LegState.FAILED and self.fault == Fault.WRONG_NUMBER
