"""Where people live, and who calls them."""

from django.db import models

from accounts.models import Region


class Postcode(models.Model):
    """Which region a postcode belongs to."""

    country = models.CharField(max_length=2)
    code = models.CharField(max_length=10)
    region = models.ForeignKey(Region, models.CASCADE, related_name="postcodes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "code"], name="one_region_per_postcode")]

    def __str__(self) -> str:
        return self.code
