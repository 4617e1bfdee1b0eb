"""What every test can count on."""

import os

# Playwright keeps an event loop in the main thread; the ORM is used beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.catalogues.files import compile_stale

PATIENCE = 30


def pytest_configure() -> None:
    """The screens' languages are compiled before Django reads them; it keeps what it found first."""
    compile_stale(Path(__file__).resolve().parents[1])


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """`eventually(lambda: …)`: it becomes true within half a minute, or the test fails. For other processes' work."""

    def wait_for(it_is_so: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not it_is_so():
            assert time.monotonic() < deadline, "it never became true"
            time.sleep(0.05)

    return wait_for
