"""Cases, the contacts they name, and the conversations about them."""

import uuid
from typing import ClassVar

from django.db import models

from accounts.fields import TextsField, in_language
from accounts.models import Region, User
from calls.models import Call
from scenarios.models import Run
from tracing.events import CaseChanged, ContactChanged
from tracing.models.people import Person
from tracing.models.subjects import Subject
from tracing.refusals import CaseHasMovedOn, ContactHasMovedOn
from tracing.states import (
    CASE_COMES_FROM,
    CONTACT_COMES_FROM,
    ON_CONTACT_FIELD_LIST,
    OPEN_CASES,
    CaseState,
    ClosedReason,
    ContactState,
    Risk,
    ToldBy,
)


def _says_by_which_means(ended: str, name: str) -> models.CheckConstraint:
    """Exactly the rows in the state `ended` say by which means they got there."""
    said = models.Q(state=ended, told_by__in=ToldBy.values)
    return models.CheckConstraint(condition=said | (~models.Q(state=ended) & models.Q(told_by="")), name=name)


class Disease(models.Model):
    """A notifiable disease and its time windows, in days. All of it is data."""

    code = models.SlugField(unique=True)
    names = TextsField()
    contagious_days_before = models.PositiveSmallIntegerField(
        default=2, help_text="Before onset, or specimen date."
    )
    isolation_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self.names)


class QuarantineRule(models.Model):
    """How many days a high-risk contact stays in quarantine after the last exposure, by exposure date."""

    disease = models.ForeignKey(Disease, models.CASCADE, related_name="quarantine_rules")
    days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="The last day; empty while in force.")
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["disease", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["disease", "valid_from"], name="one_rule_per_first_day")
        ]

    def __str__(self) -> str:
        return f"{self.days} days from {self.valid_from}"


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Neither completed nor closed."""
        return self.filter(state__in=OPEN_CASES)

    def with_field_team(self) -> "CaseQuerySet":
        """What the telephone could not solve; the oldest first."""
        return self.filter(state=CaseState.WITH_FIELD_TEAM).order_by("opened_at", "pk")

    def of_region_of(self, user: User) -> "CaseQuerySet":
        """The cases of the user's own region."""
        return self.filter(region_id=user.region_id)


class Case(Subject):
    """One infection of one person, from the laboratory's result to the end of tracing."""

    COMES_FROM = CASE_COMES_FROM
    MOVED_ON = CaseHasMovedOn
    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="cases")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    disease = models.ForeignKey(Disease, models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, choices=CaseState, default=CaseState.NEW)
    closed_reason = models.CharField(max_length=20, choices=ClosedReason, blank=True)
    specimen_date = models.DateField()
    onset_date = models.DateField(null=True, help_text="First symptoms, as told in the interview.")
    told_by = models.CharField(
        max_length=10, choices=ToldBy, blank=True, help_text="How it was completed; else empty."
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Who works on it, from the field list."
    )

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
            _says_by_which_means(CaseState.COMPLETED, "a_completed_case_says_by_which_means"),
        ]
        indexes = [models.Index(fields=["region", "state", "-opened_at"], name="cases_by_state")]

    def __str__(self) -> str:
        return f"case {self.pk}"

    def changed(self) -> CaseChanged:
        return CaseChanged(region_id=self.region_id, case_id=self.pk, state=self.state)


class ContactQuerySet(models.QuerySet["Contact"]):
    def with_field_team(self) -> "ContactQuerySet":
        """Whom the telephone could not inform; the oldest first."""
        return self.filter(state__in=ON_CONTACT_FIELD_LIST).order_by("named_at", "pk")

    def of_region_of(self, user: User) -> "ContactQuerySet":
        """The contacts of the user's own region."""
        return self.filter(region_id=user.region_id)

    def alike(self, contact: "Contact") -> "ContactQuerySet":
        """Everything one person is told at once: their contacts of one disease, whoever named them."""
        return self.filter(person=contact.person_id, case__disease=contact.case.disease_id)

    def uninformed(self) -> "ContactQuerySet":
        """At high risk, and yet to be told by telephone; the newest last."""
        return self.filter(state=ContactState.UNINFORMED).order_by("pk")

    def to_be_told(self) -> "ContactQuerySet":
        """Who does not know yet, and is owed a call or a visit; the newest last."""
        return self.filter(state__in=(ContactState.UNINFORMED, *ON_CONTACT_FIELD_LIST)).order_by("pk")

    def latest_end_first(self) -> "ContactQuerySet":
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
    MOVED_ON = ContactHasMovedOn
    RETENTION: ClassVar[str] = "contact"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="contacts")
    case = models.ForeignKey(Case, models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    state = models.CharField(max_length=20, choices=ContactState, default=ContactState.UNINFORMED)
    risk = models.CharField(max_length=4, choices=Risk, default=Risk.HIGH)
    relation = models.CharField(max_length=40, blank=True)
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
    rule = models.ForeignKey(QuarantineRule, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Who works on it, from the field list."
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_contact_per_case_and_person"),
            models.CheckConstraint(
                condition=models.Q(state__in=ContactState.values), name="contact_state_is_known"
            ),
            _says_by_which_means(ContactState.INFORMED, "an_informed_contact_says_by_which_means"),
        ]
        indexes = [models.Index(fields=["region", "state", "-named_at"], name="contacts_by_state")]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    def changed(self) -> ContactChanged:
        return ContactChanged(region_id=self.region_id, contact_id=self.pk, state=self.state)

    @property
    def binding(self) -> "Contact":
        """The exposure with the latest end of quarantine of all that this person had to the disease.

        Whoever is told an end of quarantine is told this one. At low risk everywhere, it is this contact itself.
        """
        return Contact.objects.alike(self).latest_end_first().first() or self


class Interview(models.Model):
    """The conversation about a case, or with a contact. The call is the telephone's business; this is ours."""

    RETENTION: ClassVar[str] = "case"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    call = models.OneToOneField(Call, models.PROTECT, related_name="interview")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="interviews")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="interviews")
    run = models.OneToOneField(Run, models.PROTECT, null=True, related_name="interview")
    began_at = models.DateTimeField(auto_now_add=True)
    told_until = models.DateField(
        null=True, help_text="The end of quarantine in the script of the newest attempt."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, contact__isnull=True)
                | models.Q(case__isnull=True, contact__isnull=False),
                name="an_interview_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"interview {self.pk}"

    @property
    def person(self) -> Person:
        """Whom the conversation is with."""
        about = self.case or self.contact
        assert about is not None
        return about.person
