"""What the telephone company has posted to us."""

from typing import ClassVar

from django.db import models

from accounts.models import Region
from journal.sealed import SealedRow, SealedTextField


class WebhookReceipt(SealedRow):
    """One piece of news from the telephone company, kept once: a repeat finds its name taken."""

    RETENTION: ClassVar[str] = "days"

    name = models.CharField(max_length=200, unique=True, help_text="Equal names are the same news.")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False)
    body = SealedTextField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="receipts_by_age")]

    def __str__(self) -> str:
        return self.name
