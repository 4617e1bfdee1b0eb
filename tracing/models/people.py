"""People that cases and contacts are about. They did not choose to be here."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from journal.sealed import SealedTextField
from tracing.rules.lab_result import NAME_LENGTH


class Sex(models.TextChoices):
    FEMALE = "F", _("Female")
    MALE = "M", _("Male")
    OTHER = "X", _("Other")
    UNKNOWN = "U", _("Unknown")


class PersonQuerySet(models.QuerySet["Person"]):
    def of_region_of(self, user: User) -> "PersonQuerySet":
        """The people of the user's own region: all that this user may know of."""
        return self.filter(region_id=user.region_id)


class Person(models.Model):
    """One human being in one region. National and telephone numbers are sealed; look-up goes by blind index.

    A person is known by national number, else by name, birth date and telephone together (`known_as_index`), else
    by name and telephone where nothing else that is known speaks against it (`name_and_phone_index`).
    Identity is per region: that somebody exists elsewhere is not given away by a constraint.
    """

    RETENTION: ClassVar[str] = "case"

    key = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Opaque; stands in logs."
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="people", db_index=False)
    first_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    family_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    language = models.CharField(max_length=35, blank=True, help_text="Spoken with them; empty when unknown.")
    national_number = SealedTextField()
    national_number_index = models.BinaryField(max_length=16, null=True)
    phone = SealedTextField(help_text="E.164.")
    phone_index = models.BinaryField(max_length=16, null=True)
    known_as_index = models.BinaryField(max_length=16, null=True)
    name_and_phone_index = models.BinaryField(max_length=16, null=True)
    postcode = models.CharField(max_length=10, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                fields=["region", "national_number_index"], name="one_person_per_national_number"
            ),
            models.UniqueConstraint(
                fields=["region", "known_as_index"], name="one_person_per_name_birth_and_phone"
            ),
            # Father and son may share name and telephone, so it identifies only who has nothing else to be known by.
            models.UniqueConstraint(
                fields=["region", "name_and_phone_index"],
                condition=models.Q(birth_date__isnull=True, national_number_index__isnull=True),
                name="one_person_per_name_and_phone_alone",
            ),
        ]
        indexes = [
            models.Index(fields=["phone_index"], name="people_by_phone"),
            models.Index(fields=["region", "name_and_phone_index"], name="people_by_name_and_phone"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"
