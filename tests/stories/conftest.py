from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.models import Region
from journal.loading import Loading
from tests.browser.conftest import (  # noqa: F401 (fixtures of the browser tests)
    axe,
    browser,
    faults,
    new_window,
    page,
    playwright,
    pytest_collection_modifyitems,
    sign_in,
)
from tests.browser.server import Server
from tests.stories.living import House, living_house
from tools.demo.country import load_lively_country

# Whoever answers picks up soon and stays all day. The company runs at human speed: faster, its limit of a call would
# end a conversation that a slow machine has not finished.
ANSWERING = {"persona": "answers", "ring_seconds": 0.3, "patience_seconds": 24 * 3600}


@pytest.fixture
def house(transactional_db: None, tmp_path: Path) -> Iterator[House]:
    with living_house(tmp_path, carrier_speed=1) as living:
        living.choose_citizens(r"\+32.*00", **ANSWERING)
        yield living


@pytest.fixture
def server(house: House) -> Server:
    """The browser tests' fixtures ask for the web process by this name."""
    return house.server


@pytest.fixture
def brussels(transactional_db: None) -> Region:
    """Belgium as it ships, open round the clock so that the story can be told at any hour.

    With a quarantine that binds: the law of today asks nobody to stay at home.
    """
    regions, _diseases = load_lively_country(Loading())
    return regions["BX"]
