"""Index cases."""

from datetime import date
from typing import ClassVar, Self

from django.db import models

from calls.states import Purpose
from tracing.events import CaseChanged
from tracing.models.diseases import Disease
from tracing.models.subjects import Subject, SubjectQuerySet, says_by_which_means
from tracing.refusals import CaseHasMovedOn
from tracing.rules.contagious import contagious_window
from tracing.states import CASE_COMES_FROM, CASE_FOLLOW_UP, OPEN_CASES, CaseState, ClosedReason, ToldBy


class CaseQuerySet(SubjectQuerySet["Case"]):
    def open(self) -> Self:
        """Neither completed nor closed."""
        return self.filter(state__in=OPEN_CASES)


class Case(Subject):
    """One infection of one person, from the laboratory's result to the end of tracing."""

    COMES_FROM = CASE_COMES_FROM
    FOLLOW_UP = CASE_FOLLOW_UP
    MOVED_ON = CaseHasMovedOn
    PURPOSE = Purpose.INDEX_INTERVIEW
    RETENTION: ClassVar[str] = "case"
    DISEASE, SINCE, CONVERSATIONS = "disease", "opened_at", ("case",)

    disease = models.ForeignKey(Disease, models.PROTECT, related_name="cases", db_index=False)
    state = models.CharField(max_length=20, choices=CaseState, default=CaseState.NEW)
    closed_reason = models.CharField(max_length=20, choices=ClosedReason, blank=True)
    specimen_date = models.DateField()
    onset_date = models.DateField(null=True, help_text="First symptoms, as told in the interview.")
    told_by = models.CharField(
        max_length=10, choices=ToldBy, blank=True, help_text="How it was completed; else empty."
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "disease"],
                condition=models.Q(state__in=OPEN_CASES),
                name="one_open_case_per_person_and_disease",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CaseState.values), name="case_state_is_known"
            ),
            says_by_which_means(CaseState.COMPLETED, "a_completed_case_says_by_which_means"),
        ]
        indexes = [
            models.Index(fields=["region", "state", "-opened_at"], name="cases_by_state"),
            models.Index(fields=["region", "-opened_at"], name="cases_by_region"),
            models.Index(
                fields=["closed_at"],
                condition=models.Q(told_by=ToldBy.TELEPHONE),
                name="cases_told_by_telephone",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    def facts(self) -> dict[str, date | int | None]:
        window = contagious_window(
            self.specimen_date,
            self.onset_date,
            days_before=self.disease.contagious_days_before,
            isolation_days=self.disease.isolation_days,
        )
        return {
            "specimen_date": self.specimen_date,
            "isolation_days": self.disease.isolation_days,
            "isolation_until": window.ends_on,
        }

    def changed(self) -> CaseChanged:
        return CaseChanged(region_id=self.region_id, case_id=self.pk, state=self.state)
