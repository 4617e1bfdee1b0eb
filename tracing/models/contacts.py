"""The contacts that cases name."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

from calls.states import Purpose
from tracing.events import ContactChanged
from tracing.models.cases import Case
from tracing.models.diseases import Disease, QuarantineRule
from tracing.models.subjects import Subject, SubjectQuerySet, says_by_which_means
from tracing.refusals import ContactHasMovedOn
from tracing.states import CONTACT_COMES_FROM, CONTACT_FOLLOW_UP, ContactState, Risk, ToldBy

if TYPE_CHECKING:
    from tracing.models.interviews import Interview


class ContactQuerySet(SubjectQuerySet["Contact"]):
    def latest_end_first(self) -> Self:
        """At high risk, by the end of quarantine; an end or an exposure nobody knows comes last."""
        latest = (models.F(name).desc(nulls_last=True) for name in ("quarantine_until", "exposure_date"))
        return self.filter(risk=Risk.HIGH).order_by(*latest, "pk")


class Contact(Subject):
    """Somebody an index case has named, with the exposure and the end of quarantine that follows from it.

    `rule` is the quarantine rule that computed the end, so that a changed rule can say whom it would move.
    `covered_by` is the conversation that tells, or told, them of this exposure: it is set when the conversation
    begins, so that nobody counts as told of what was named while they talked.
    """

    COMES_FROM = CONTACT_COMES_FROM
    FOLLOW_UP = CONTACT_FOLLOW_UP
    MOVED_ON = ContactHasMovedOn
    PURPOSE = Purpose.CONTACT_NOTIFICATION
    RETENTION: ClassVar[str] = "contact"
    RELATION_LENGTH: ClassVar[int] = 40
    DISEASE, SINCE, CONVERSATIONS = "case__disease", "named_at", ("contact", "covers")

    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts", db_index=False)
    state = models.CharField(max_length=20, choices=ContactState, default=ContactState.UNINFORMED)
    risk = models.CharField(max_length=4, choices=Risk, default=Risk.HIGH)
    relation = models.CharField(max_length=RELATION_LENGTH, blank=True)
    exposure_date = models.DateField(
        null=True, help_text="The last contact within the contagious window; empty when nobody knows the day."
    )
    quarantine_until = models.DateField(null=True, help_text="The last day at home.")
    covered_by = models.ForeignKey(
        "tracing.Interview",
        models.PROTECT,
        null=True,
        related_name="covers",
        help_text="The conversation that tells, or told, them of it.",
    )
    told_until = models.DateField(null=True, help_text="The last day at home, as they were told it.")
    told_by = models.CharField(
        max_length=10, choices=ToldBy, blank=True, help_text="How they were informed; else empty."
    )
    rule = models.ForeignKey(QuarantineRule, models.PROTECT, null=True, related_name="+", db_index=False)
    named_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_contact_per_case_and_person"),
            models.CheckConstraint(
                condition=models.Q(state__in=ContactState.values), name="contact_state_is_known"
            ),
            says_by_which_means(ContactState.INFORMED, "an_informed_contact_says_by_which_means"),
        ]
        indexes = [
            models.Index(fields=["region", "state", "-named_at"], name="contacts_by_state"),
            models.Index(fields=["region", "-named_at"], name="contacts_by_region"),
            models.Index(
                fields=["closed_at"],
                condition=models.Q(told_by=ToldBy.TELEPHONE),
                name="contacts_told_by_telephone",
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def disease(self) -> Disease:
        return self.case.disease

    @property
    def last_day_at_home(self) -> date | None:
        return self.binding.quarantine_until

    @property
    def binding(self) -> "Contact":
        """The exposure with the latest end of quarantine of all that this person had to the disease.

        Whoever is told an end of quarantine is told this one. At low risk everywhere, it is this contact itself.
        """
        return Contact.objects.alike(self).latest_end_first().first() or self

    def exposures_to_tell(self, interview: "Interview") -> SubjectQuerySet["Contact"]:
        return self.alike().to_be_told()

    def covered_in(self, interview: "Interview") -> SubjectQuerySet["Contact"]:
        return interview.covers.to_be_told()

    def as_told(self, interview: "Interview") -> dict[str, object]:
        return {"told_until": interview.told_until}

    def facts(self) -> dict[str, date | int | None]:
        """The exposure that binds, whoever named it; its day is None when nobody knows it."""
        binding = self.binding
        return {"exposure_date": binding.exposure_date, "quarantine_until": binding.quarantine_until}

    def changed(self) -> ContactChanged:
        return ContactChanged(region_id=self.region_id, contact_id=self.pk, state=self.state)
