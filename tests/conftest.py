"""What every test can count on."""

import os

# Playwright keeps an event loop in the main thread; the ORM is used beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import time
from collections.abc import Callable

import pytest

PATIENCE = 30


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], None]:
    """`eventually(lambda: …)`: it becomes true within half a minute, or the test fails. For other processes' work."""

    def wait_for(it_is_so: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not it_is_so():
            assert time.monotonic() < deadline, "it never became true"
            time.sleep(0.05)

    return wait_for
