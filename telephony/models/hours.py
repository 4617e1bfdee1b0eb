"""When people of a region may be disturbed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Region


class CallingHours(models.Model):
    """When people of a region may be called, at their place: one row per weekday and validity period."""

    class Day(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")
        PUBLIC_HOLIDAY = 7, _("Public holiday")

    region = models.ForeignKey(Region, models.CASCADE, related_name="calling_hours", db_index=False)
    day = models.PositiveSmallIntegerField(choices=Day)
    opens = models.TimeField()
    closes = models.TimeField(help_text="The last second of the day, 23:59:59, means until midnight.")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="The last day; empty while in force.")

    class Meta:
        ordering = ["region", "day", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["region", "day", "valid_from"], name="one_row_of_hours_per_day"),
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="hours_open_before_they_close"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.get_day_display()} {self.opens}-{self.closes}"
