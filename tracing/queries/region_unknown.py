"""Positive reports whose region nobody knows. They belong to none, so whoever works the lists of any may see them."""

from uuid import UUID

from django.db.models import QuerySet

from journal.refusals import NotYours
from tracing.models import LabReport


def waiting_reports() -> QuerySet[LabReport]:
    """All of them, the oldest first."""
    return LabReport.objects.without_region().select_related("laboratory")


def waiting_report(key: UUID) -> LabReport:
    """One of them; NotYours when there is none, or none any more."""
    report = waiting_reports().select_related("disease").filter(key=key).first()
    if report is None:
        raise NotYours
    return report
