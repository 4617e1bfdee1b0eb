"""Regions, their hours and their postcodes."""

from typing import Any

from accounts.models import CallingHours, Postcode, Region
from config.belgium.files import postcodes, read

COUNTRY = "BE"


def load_regions(*, round_the_clock: bool) -> dict[str, Region]:
    """Create the regions or bring them up to date, and return them by code.

    A region that has hours already keeps them: its administrator may have changed them since.
    """
    data = read("regions")
    regions = {facts["code"]: load_region(facts, data["everywhere"]) for facts in data["region"]}
    hours = data["hours"] | (data["demo_hours"] if round_the_clock else {})
    for region in regions.values():
        load_hours(region, hours)
    load_postcodes(regions)
    return regions


def load_region(facts: dict[str, Any], everywhere: dict[str, str]) -> Region:
    """One region; what all share stands once in the file."""
    defaults = {"names": facts["names"], "languages": facts["languages"]} | everywhere
    return Region.objects.update_or_create(code=facts["code"], defaults=defaults)[0]


def load_hours(region: Region, hours: dict[str, Any]) -> None:
    """The same hours every day of the week and on public holidays."""
    if not region.calling_hours.exists():
        CallingHours.objects.bulk_create(
            CallingHours(region=region, day=day, **hours) for day in CallingHours.Day.values
        )


def load_postcodes(regions: dict[str, Region]) -> None:
    """All postcodes in one statement."""
    Postcode.objects.bulk_create(
        [Postcode(country=COUNTRY, code=code, region=regions[region]) for code, region in postcodes()],
        update_conflicts=True,
        unique_fields=["country", "code"],
        update_fields=["region"],
    )
