"""Rules and texts that a region may change without changing another's, or its own past."""

from typing import ClassVar

from django.db import models

from accounts.models import Region


class Versioned(models.Model):
    """A rule of one region. It is never edited: a change is a new version, and the one before retires.

    What was decided by an older version keeps pointing to it, so that it can still be explained.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    code = models.SlugField()
    version = models.PositiveSmallIntegerField(default=1)
    retired_at = models.DateTimeField(null=True, help_text="Empty while it is in force.")

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
