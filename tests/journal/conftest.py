import asyncio

import pytest
import pytest_asyncio

from journal import hub as hub_module
from journal.hub import Hub
from tests.patience import PATIENCE


@pytest.fixture
def quick(monkeypatch):
    """The hub tries again at once."""
    monkeypatch.setattr(hub_module, "RESUBSCRIBE_AFTER", 0.01)


@pytest_asyncio.fixture
async def hub(monkeypatch, quick):
    """A hub of this test alone, the one that new sockets meet; its subscription ends with the test."""
    own = Hub()
    monkeypatch.setattr("journal.consumers.hub", own)
    yield own
    if own.pump:
        own.pump.cancel()
        done, _pending = await asyncio.wait([own.pump], timeout=PATIENCE)
        assert done, "the subscription goes on after its process was told to stop"
