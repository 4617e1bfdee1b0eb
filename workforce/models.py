"""Who is at work: what agents say of themselves, and how their time was spent."""

from typing import ClassVar

from django.db import models

from accounts.fields import TextsField, in_language
from accounts.models import Region, User
from accounts.versions import Versioned, VersionedQuerySet
from journal.moving import Moving
from journal.sealed import SealedRow, SealedTextField
from workforce.refusals import AgentHasMovedOn, SignOnFirst
from workforce.states import PRESENCE_COMES_FROM, PRESENT, AgentState


class PauseReasonQuerySet(VersionedQuerySet["PauseReason"]):
    def in_force(self, region: Region | None) -> "PauseReasonQuerySet":
        """The region's reasons as they are now."""
        return self.filter(region=region, retired_at=None)


class PauseReason(Versioned):
    """Why an agent pauses, and for how long at most."""

    labels = TextsField()
    max_minutes = models.PositiveSmallIntegerField()
    is_system = models.BooleanField(default=False, help_text="Set by the system; nobody can choose it.")
    order = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = PauseReasonQuerySet.as_manager()

    class Meta(Versioned.Meta):
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return in_language(self.labels)


class PresenceQuerySet(models.QuerySet["Presence"]):
    def ready(self) -> "PresenceQuerySet":
        """Taking calls; who has waited longest comes first. Some may hold a call: that is known above."""
        return self.filter(state=AgentState.READY).order_by("since")

    def locked(self, agent: User) -> "Presence":
        """This agent's row, locked until the transaction ends. Refuses with SignOnFirst if there is none."""
        presence = self.select_for_update(no_key=True).filter(agent=agent).first()
        if presence is None:
            raise SignOnFirst
        return presence


class Presence(SealedRow, Moving):
    """Whether one agent takes calls, since when, and when their screen was last heard of.

    Whether they hold a call is not kept here: the call says who holds it, and nobody has to keep two copies equal.
    """

    COMES_FROM = PRESENCE_COMES_FROM
    MOVED_ON = AgentHasMovedOn
    RETENTION: ClassVar[str] = "work log"

    agent = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="presence")
    region = models.ForeignKey(Region, models.PROTECT, related_name="presences", db_index=False)
    state = models.CharField(max_length=10, choices=AgentState, default=AgentState.OFFLINE)
    reason = models.ForeignKey(PauseReason, models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateTimeField()
    signed_on_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True, help_text="The last heartbeat of the agent's screen.")
    own_phone = SealedTextField(help_text="The agent's own telephone, E.164; empty: the browser.")
    hand_raised_at = models.DateTimeField(null=True, help_text="Asks a supervisor for help since then.")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["region", "state", "since"], name="presence_by_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=PRESENT), name="presence_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state=AgentState.PAUSED, reason__isnull=False)
                | (~models.Q(state=AgentState.PAUSED) & models.Q(reason__isnull=True)),
                name="a_pause_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"agent {self.agent_id}: {self.state}"


class TimeInState(models.Model):
    """A stretch of time that an agent spent in one state. They never overlap; hours worked are their sum."""

    RETENTION: ClassVar[str] = "work log"

    agent = models.ForeignKey(User, models.PROTECT, related_name="time_in_states", db_index=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=AgentState)
    reason = models.ForeignKey(PauseReason, models.PROTECT, null=True, related_name="+", db_index=False)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "time in states"
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=models.Q(ended_at=None), name="one_open_state_per_agent"
            )
        ]
        indexes = [models.Index(fields=["agent", "-began_at"], name="time_by_agent")]

    def __str__(self) -> str:
        return f"agent {self.agent_id}: {self.state}"
