"""The whole country: regions, hours, postcodes, diseases with their rules, campaigns with scripts and courses."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.models import Region
from countries.belgium.campaigns import load_campaigns
from countries.belgium.diseases import load_diseases
from countries.belgium.regions import load_regions
from journal.loading import Loading
from tracing.models import Disease


@transaction.atomic
def load_country(
    loading: Loading, *, hours: dict[str, Any] | None = None, more_rules: Sequence[dict[str, Any]] = ()
) -> tuple[dict[str, Region], dict[str, Disease]]:
    """Add whatever is missing; the regions and the diseases, by code.

    `hours` (of every day, in the region's time) are for regions that have none, instead of the data set's;
    `more_rules` are quarantine rules besides the data set's, each naming its `disease`. All of it or nothing: half a
    country would take reports and call nobody.
    """
    regions = load_regions(loading, hours=hours)
    diseases = load_diseases(loading, more_rules=more_rules)
    load_campaigns(loading, regions)
    return regions, diseases
