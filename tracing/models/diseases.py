"""What is traced, and how long it keeps people at home."""

from django.db import models

from accounts.fields import TextsField, in_language


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

    disease = models.ForeignKey(Disease, models.CASCADE, related_name="quarantine_rules", db_index=False)
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
