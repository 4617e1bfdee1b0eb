"""Where somebody lives, and what follows from it: the region, its date, the languages spoken there."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from accounts.models import Region
from journal.reference import as_last_read
from tracing.models import Postcode


def home_country() -> str:
    """The country whose national numbers and telephone prefixes are meant when nobody says which."""
    return settings.HOME_COUNTRY


@as_last_read
def region_of(postcode: str, country: str) -> Region | None:
    """The region that calls the people of a postcode, as last read; None when we do not know it."""
    place = Postcode.objects.select_related("region").filter(country=country, code=postcode).first()
    return place.region if place else None


def country_of(region: Region) -> str:
    """The country a region lies in (two letters), for numbers and postcodes without one."""
    return region.country or home_country()


def day_in(region: Region, at: datetime | None = None) -> date:
    """The date at the region's place at a moment (aware; default: now). The server may be elsewhere."""
    return timezone.localdate(at, ZoneInfo(region.time_zone))


def languages_of(region: Region) -> set[str]:
    """The languages that a person may be noted to speak (tags): the region's, and those of our screens."""
    return {*region.languages, *(code for code, _name in settings.LANGUAGES)}
