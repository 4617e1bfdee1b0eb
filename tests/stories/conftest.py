from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import CallingHours, Region
from config.belgium.diseases import load_diseases
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
    """Belgium as it ships, open round the clock so that the story can be told at any hour."""
    call_command("load_belgium")
    load_diseases(Loading(), with_demo_rules=True)  # the law of today asks nobody to stay at home
    CallingHours.objects.update(opens="00:00", closes="23:59:59")
    return Region.objects.get(code="BX")
