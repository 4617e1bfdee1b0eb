"""Rules and texts that a region may change without changing another's, or its own past."""

from typing import ClassVar, TypeVar

from django.db import models

from accounts.models import Region

Rule = TypeVar("Rule", bound="Versioned", covariant=True)


class VersionedQuerySet(models.QuerySet[Rule]):
    def latest_of(self, region_id: int, code: str) -> Rule | None:
        """The version in force, or the last there was of a rule that a region has retired; None if there never was."""
        return self.filter(region=region_id, code=code).order_by("-version").first()


class Versioned(models.Model):
    """A rule of one region. It is never edited: a change is a new version, and the one before retires.

    What was decided by an older version keeps pointing to it, so that it can still be explained.
    accounts/commands/replace_version.py makes versions.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    code = models.SlugField()
    version = models.PositiveSmallIntegerField(default=1)
    retired_at = models.DateTimeField(null=True, help_text="Empty while it is in force.")

    objects: ClassVar = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["region", "code", "version"], name="one_%(class)s_per_version"),
            models.UniqueConstraint(
                fields=["region", "code"],
                condition=models.Q(retired_at=None),
                name="one_%(class)s_in_force",
            ),
        ]
