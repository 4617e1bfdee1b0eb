"""The record: append-only, kept so by the database itself (see the triggers in 0002)."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One line of the journal: what happened, when, and who did it. Never edited, never deleted."""

    name = models.CharField(max_length=80)
    region_id = models.BigIntegerField(null=True, help_text="Whose news it is; none: no single region's.")
    facts = models.JSONField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["name", "-happened_at"], name="entry_by_name")]

    def __str__(self) -> str:
        return f"{self.name} at {self.happened_at:%Y-%m-%d %H:%M}"


class View(models.Model):
    """Somebody saw something of a person: who, whom, on which page, when. Never edited, never deleted.

    `person` is the person's opaque key, not a name or a number; the report's own while nobody has registered whom a
    report is about: its `subject` names the person afterwards.
    """

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    person = models.UUIDField()
    region_id = models.BigIntegerField(null=True, help_text="Of the person; none while nobody knows it.")
    page = models.CharField(max_length=80)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["person", "-seen_at"], name="view_by_person"),
            models.Index(fields=["viewer", "-seen_at"], name="view_by_viewer"),
        ]

    def __str__(self) -> str:
        return f"{self.page} at {self.seen_at:%Y-%m-%d %H:%M}"


APPEND_ONLY = (Entry, View)
"""What nobody but the forgetter may take a line out of; triggers (0002) and rights (config/logins.py) say so."""
