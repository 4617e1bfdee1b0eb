"""What every test can count on."""

import os

# Playwright keeps an event loop in the main thread; the ORM is used beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from config.catalogues import compile_stale
from journal.reference import read_anew
from tests.patience import until
from tests.roles import as_application
from tools.devrun.browsers import CHECKED, NAMES, shortcoming

# The same examples in every run, however long the machine needs for each.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


def pytest_configure() -> None:
    """The screens' languages are compiled before Django reads them; it keeps what it found first."""
    compile_stale(Path(__file__).resolve().parents[1])


def pytest_report_header() -> list[str]:
    """Before the first test: what is missing for the browser tests, unless `make test` has said so."""
    if CHECKED in os.environ:
        return []
    fate = "fail" if os.environ.get("CI") else "are skipped"
    return [f"{why}. Its tests {fate}." for why in map(shortcoming, NAMES) if why]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, as pages and tasks meet it."""
    with as_application(django_db_blocker.unblock):
        yield


@pytest.fixture(autouse=True)
def reference_rows_are_read_anew() -> Iterator[None]:
    """What a test has read is forgotten with its rows: before the next one, and before what a whole module shares."""
    yield
    read_anew()


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """`eventually(lambda: …)`: it becomes true in the end, or the test fails. For other processes' work."""
    return until
