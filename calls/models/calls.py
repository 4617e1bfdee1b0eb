"""The calls we owe somebody, in lanes."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import Region, User
from accounts.rules.languages import closest
from calls.models.campaigns import Campaign
from calls.refusals import CallHasMovedOn
from calls.states import CALL_COMES_FROM, HELD_CALLS, OPEN_CALLS, CallState
from journal.moving import Moving
from journal.reference import as_last_read
from journal.sealed import SealedRow, SealedTextField


class Lane(models.Model):
    """A queue within a campaign: calls that the same agents may take. An agent serves a handful of lanes.

    Who may take a call is settled by the lane, so claiming the next call looks at a few index entries, however
    long the queue is.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lanes", db_index=False)
    language = models.CharField(max_length=35)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "language"], name="one_lane_per_language")]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.language}"

    @classmethod
    def of(cls, campaign: Campaign, language: str) -> "Lane":
        """The lane of agents who can talk to somebody: in their language if the region speaks it, else its first."""
        spoken = campaign.region.languages
        language = closest(language, spoken) or spoken[0]
        return (
            _lane_of(campaign.pk, language)
            or cls.objects.get_or_create(campaign=campaign, language=language)[0]
        )


@as_last_read
def _lane_of(campaign_id: int, language: str) -> Lane | None:
    """The lane, if somebody was called in it before."""
    return Lane.objects.filter(campaign=campaign_id, language=language).first()


class CallQuerySet(models.QuerySet["Call"]):
    def open(self) -> "CallQuerySet":
        """Still owed, or under way."""
        return self.filter(state__in=OPEN_CALLS)

    def held_by(self, agent: User) -> "CallQuerySet":
        """The call on this agent's screen: none or one."""
        return self.filter(held_by=agent, state__in=HELD_CALLS)

    def of_region_of(self, user: User) -> "CallQuerySet":
        """The calls of the user's own region."""
        return self.filter(region_id=user.region_id)


class Call(SealedRow, Moving):
    """One conversation that we owe somebody, with every attempt to have it. It knows nothing of disease.

    `subject` and `phone` are empty for a conversation that is owed to whoever rings us. `rank` is one number, made by
    a rule (calls/rules/ranking.py) when the call is queued: the smaller, the sooner. Who holds a call is at work on
    it, in the state that the call is in; nothing else says so.
    """

    COMES_FROM = CALL_COMES_FROM
    MOVED_ON = CallHasMovedOn
    RETENTION: ClassVar[str] = "case"

    region = models.ForeignKey(Region, models.PROTECT, related_name="calls", db_index=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="calls", db_index=False)
    lane = models.ForeignKey(Lane, models.PROTECT, related_name="calls", db_index=False)
    household = models.UUIDField(
        null=True, help_text="The opaque key of people who are called one after the other, never at a time."
    )
    phone = SealedTextField(help_text="E.164.")
    phone_index = models.BinaryField(max_length=16, null=True)
    state = models.CharField(max_length=10, choices=CallState, default=CallState.WAITING)
    state_since = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(help_text="Not before.")
    rank = models.BigIntegerField()
    promised_for = models.DateTimeField(
        null=True, help_text="The hour that was agreed with the person, until an attempt has rung them."
    )
    owed_since = models.DateTimeField(auto_now_add=True)
    attempts_made = models.PositiveSmallIntegerField(default=0, help_text="Ended ones that count.")
    held_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    lease_until = models.DateTimeField(null=True, help_text="An offer nobody answers by then goes back.")
    token = models.UUIDField(
        default=uuid.uuid4, help_text="Changes with every offer; an old page cannot act."
    )
    closed_at = models.DateTimeField(null=True)
    last_outcome = models.CharField(max_length=20, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "campaign"],
                condition=models.Q(state__in=OPEN_CALLS),
                name="one_open_call_per_subject_and_campaign",
            ),
            models.UniqueConstraint(
                fields=["held_by"], condition=models.Q(held_by__isnull=False), name="one_call_per_agent"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CallState.values), name="call_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=HELD_CALLS, held_by__isnull=False)
                | (~models.Q(state__in=HELD_CALLS) & models.Q(held_by__isnull=True)),
                name="a_call_is_held_while_under_way",
            ),
            models.CheckConstraint(
                condition=models.Q(promised_for=None, rank__gte=0)
                | models.Q(promised_for__isnull=False, rank__lt=0),
                name="promised_calls_come_first",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lane", "rank", "id"], condition=models.Q(state="queued"), name="queue_by_lane"
            ),
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="waiting_by_due"),
            models.Index(fields=["lease_until"], condition=models.Q(state="offered"), name="offers_by_lease"),
            models.Index(
                fields=["region", "campaign", "state", "due_at"],
                condition=models.Q(state__in=OPEN_CALLS),
                name="open_by_campaign",
            ),
            models.Index(fields=["region", "-closed_at"], name="calls_by_closing"),
            models.Index(
                fields=["phone_index"], condition=models.Q(state__in=OPEN_CALLS), name="open_by_phone"
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"
