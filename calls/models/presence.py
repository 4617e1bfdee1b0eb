"""What agents are doing, now and during the day."""

from typing import ClassVar

from django.db import models

from accounts.models import Region, User
from calls.models.calls import Call
from calls.models.campaigns import PauseReason
from calls.refusals import AgentHasMovedOn, SignOnFirst
from calls.states import AGENT_COMES_FROM, AgentState
from journal.moving import Moving
from journal.sealed import SealedTextField


class PresenceQuerySet(models.QuerySet["Presence"]):
    def ready(self) -> "PresenceQuerySet":
        """Free for a call; who has waited longest comes first."""
        return self.filter(state=AgentState.READY).order_by("since")

    def locked(self, agent: User) -> "Presence":
        """This agent's row, locked until the transaction ends. Refuses with SignOnFirst if there is none."""
        presence = self.select_for_update(no_key=True).filter(agent=agent).first()
        if presence is None:
            raise SignOnFirst
        return presence


class Presence(Moving):
    """What one agent is doing, since when, and when their screen was last heard of."""

    COMES_FROM = AGENT_COMES_FROM
    MOVED_ON = AgentHasMovedOn
    RETENTION: ClassVar[str] = "work log"

    agent = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="presence")
    region = models.ForeignKey(Region, models.PROTECT, related_name="presences")
    state = models.CharField(max_length=10, choices=AgentState, default=AgentState.OFFLINE)
    reason = models.ForeignKey(PauseReason, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    signed_on_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True, help_text="The last heartbeat of the agent's screen.")
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="+")
    own_phone = SealedTextField(help_text="The agent's own telephone, E.164; empty: the browser.")
    hand_raised_at = models.DateTimeField(null=True, help_text="Asks a supervisor for help since then.")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["region", "state", "since"], name="presence_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=AgentState.values), name="agent_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=AgentState.PAUSED, reason__isnull=False)
                | (~models.Q(state=AgentState.PAUSED) & models.Q(reason__isnull=True)),
                name="a_pause_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"agent {self.agent_id}: {self.state}"


class Spell(models.Model):
    """A stretch of time that an agent spent in one state. Spells never overlap; hours worked are their sum."""

    RETENTION: ClassVar[str] = "work log"

    agent = models.ForeignKey(User, models.PROTECT, related_name="spells")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AgentState)
    reason = models.ForeignKey(PauseReason, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=models.Q(ended_at=None), name="one_open_spell_per_agent"
            )
        ]
        indexes = [models.Index(fields=["agent", "-began_at"], name="spells_by_agent")]

    def __str__(self) -> str:
        return f"agent {self.agent_id}: {self.state}"
