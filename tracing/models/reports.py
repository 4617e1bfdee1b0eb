"""What laboratories post, kept as it came."""

import uuid
from typing import ClassVar

from django.db import models

from accounts.models import Machine, Region
from journal.moving import Moving
from journal.sealed import SealedRow, SealedTextField
from tracing.refusals import ReportHasMovedOn
from tracing.states import REPORT_COMES_FROM, ReportState


class LabReportQuerySet(models.QuerySet["LabReport"]):
    def without_region(self) -> "LabReportQuerySet":
        """Positive, and nobody knows yet who must call; the oldest first."""
        return self.filter(state=ReportState.REGION_UNKNOWN).order_by("received_at")


class LabReport(SealedRow, Moving):
    """One result of one sample from one laboratory. Committed before it is acknowledged.

    `content` is the body as posted; `understood` is what we read in it, from which a report that waits for a
    region is taken up again. `content_hash` (keyed, over `understood`) tells a repeat from a contradiction.
    """

    COMES_FROM = REPORT_COMES_FROM
    MOVED_ON = ReportHasMovedOn
    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="The laboratory's receipt."
    )
    laboratory = models.ForeignKey(Machine, models.PROTECT, related_name="reports", db_index=False)
    sample = models.CharField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="reports", db_index=False)
    case = models.ForeignKey("tracing.Case", models.PROTECT, null=True, related_name="reports")
    disease = models.ForeignKey("tracing.Disease", models.PROTECT, related_name="+", db_index=False)
    is_positive = models.BooleanField()
    specimen_date = models.DateField()
    state = models.CharField(max_length=20, choices=ReportState)
    postcode = models.CharField(max_length=10, blank=True)
    content = SealedTextField()
    understood = SealedTextField(help_text="JSON of a LabResult.")
    content_hash = models.BinaryField(max_length=16)
    received_at = models.DateTimeField(auto_now_add=True)

    objects = LabReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["laboratory", "sample"], name="one_report_per_sample"),
            models.CheckConstraint(
                condition=models.Q(state__in=ReportState.values), name="report_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_positive=False)
                | models.Q(state__in=(ReportState.REGION_UNKNOWN, ReportState.TEST))
                | models.Q(case__isnull=False),
                name="a_positive_report_has_a_case",
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=models.Q(state="region_unknown"),
                name="reports_without_region",
            ),
            models.Index(fields=["region", "-received_at"], name="reports_by_region"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def what_became(self) -> str:
        """What the laboratory is told about the case: `opened`, `joined` or `none`."""
        return {ReportState.OPENED_CASE: "opened", ReportState.JOINED_CASE: "joined"}.get(
            ReportState(self.state), "none"
        )


class IdempotencyRecord(models.Model):
    """An Idempotency-Key that a laboratory has used, with the hash of what it posted under it."""

    RETENTION: ClassVar[str] = "days"

    laboratory = models.ForeignKey(Machine, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=255)
    content_hash = models.BinaryField(max_length=16)
    report = models.ForeignKey(LabReport, models.CASCADE, related_name="+")
    used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["laboratory", "key"], name="one_use_per_idempotency_key")
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"
