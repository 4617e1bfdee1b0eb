"""Regions, their hours and their postcodes."""

from collections import defaultdict
from typing import Any

from accounts.models import Region
from countries.belgium.files import postcodes, read
from journal.loading import Loading
from telephony.models import CallingHours
from tracing.models import Postcode

COUNTRY = "BE"


def load_regions(loading: Loading, *, hours: dict[str, Any] | None = None) -> dict[str, Region]:
    """The regions of the data files, by code, with their hours and postcodes.

    `hours` are given, instead of the file's, to those that have none yet.
    """
    data = read("regions")
    regions = {facts["code"]: load_region(loading, facts | data["everywhere"]) for facts in data["region"]}
    for region in regions.values():
        load_hours(loading, region, data["hours"] | (hours or {}))
    load_postcodes(loading, regions)
    return regions


def load_region(loading: Loading, facts: dict[str, Any]) -> Region:
    """One region; what all share stands once in the file."""
    code = facts["code"]
    return loading.settle(Region, {"code": code}, facts, called=f"Region {code}")[0]


def load_hours(loading: Loading, region: Region, hours: dict[str, Any]) -> None:
    """The same hours every day of the week and on public holidays, for a region that has none.

    A region with hours of any kind gets no row more: beside its own, a row of ours would open it when it is closed.
    """
    held = list(region.calling_hours.order_by("day", "valid_from"))
    wanted = [CallingHours(region=region, day=day, **hours) for day in CallingHours.Day.values]
    if held:
        compare_hours(loading, region, held, wanted)
    else:
        loading.added += len(CallingHours.objects.bulk_create(wanted))


def compare_hours(
    loading: Loading, region: Region, held: list[CallingHours], wanted: list[CallingHours]
) -> None:
    """One line for all days on which database and file differ in the same way."""
    days = defaultdict(list)
    for day in CallingHours.Day:
        both = periods(held, day), periods(wanted, day)
        if both[0] != both[1]:
            days[both].append(day.name.replace("_", " ").capitalize())
    for both, names in days.items():
        loading.differ_in(f"Region {region.code}, hours of {', '.join(names)}", *both)


def periods(rows: list[CallingHours], day: int) -> str:
    """The hours of one day, as text: "08:00-20:00 from 2020-05-11"."""
    return "; ".join(
        f"{row.opens:%H:%M}-{row.closes:%H:%M} from {row.valid_from}"
        + (f" until {row.valid_until}" if row.valid_until else "")
        for row in rows
        if row.day == day
    )


def load_postcodes(loading: Loading, regions: dict[str, Region]) -> None:
    """Those that are missing in one statement; one that was given to another region by hand stays there."""
    held = {place.code: place for place in Postcode.objects.filter(country=COUNTRY).select_related("region")}
    missing = []
    for code, region in postcodes():
        if code in held:
            loading.compare(held[code], {"region": regions[region]}, called=f"Postcode {code}")
        else:
            missing.append(Postcode(country=COUNTRY, code=code, region=regions[region]))
    loading.added += len(Postcode.objects.bulk_create(missing))
