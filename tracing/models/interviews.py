"""The conversations about cases and with contacts."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models

from accounts.models import Region
from calls.models import Call
from scenarios.models import Run
from tracing.models.cases import Case
from tracing.models.contacts import Contact
from tracing.models.people import Person
from tracing.models.subjects import Subject

# What an interview may be about; its column for each is called like the model.
KINDS: tuple[type[Subject], ...] = (Case, Contact)
ABOUT = tuple(str(kind._meta.model_name) for kind in KINDS)


def _exactly_one(names: tuple[str, ...]) -> models.Q:
    """One of these columns is set, the others are not."""
    return reduce(or_, (models.Q(**{f"{name}__isnull": name != one for name in names}) for one in names))


class Interview(models.Model):
    """The conversation about a case, or with a contact. The call is the telephone's business; this is ours."""

    RETENTION: ClassVar[str] = "case"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    call = models.OneToOneField(Call, models.PROTECT, related_name="interview")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="interviews")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="interviews")
    run = models.OneToOneField(Run, models.PROTECT, null=True, related_name="interview")
    owed_at = models.DateTimeField(auto_now_add=True, help_text="Since when; when it began, its run says.")
    told_until = models.DateField(
        null=True, help_text="The end of quarantine in the script of the newest attempt."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_exactly_one(ABOUT), name="an_interview_is_about_one_thing")
        ]
        indexes = [models.Index(fields=["region", "-owed_at"], name="interviews_by_region")]

    def __str__(self) -> str:
        return f"interview {self.pk}"

    @property
    def subject(self) -> Subject:
        """What it is about: exactly one thing, says the constraint."""
        return next(subject for name in ABOUT if (subject := getattr(self, name)))

    @subject.setter
    def subject(self, subject: Subject) -> None:
        for name in ABOUT:
            setattr(self, name, subject if name == subject._meta.model_name else None)

    @property
    def person(self) -> Person:
        """Whom the conversation is with."""
        return self.subject.person
