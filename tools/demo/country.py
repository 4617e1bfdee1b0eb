"""Belgium as the demonstration and the measurements have it: open at any hour, with a quarantine that binds today."""

from accounts.models import Region
from countries.belgium.country import load_country
from journal.loading import Loading
from tools.demo.files import demo
from tracing.models import Disease


def load_lively_country(loading: Loading) -> tuple[dict[str, Region], dict[str, Disease]]:
    """As `load_belgium` loads it, with hours and quarantine rules of demo.toml; regions and diseases by code."""
    return load_country(loading, hours=demo()["hours"], more_rules=demo()["quarantine"])
