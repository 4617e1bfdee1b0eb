"""What the browser tests stand on: who may be skipped, and when a web process has come to rest."""

import asyncio
from types import SimpleNamespace

import pytest

from tests.browser import browsers
from tests.browser.browsers import launch, skip_without
from tests.browser.counted import UNDER_WAY, Counted

TOO_OLD = "/usr/bin/firefox-esr is version 140"


@pytest.fixture
def item(monkeypatch):
    """A test that needs Firefox, on a machine that has an old one; `item.marks` is what it was marked with."""
    monkeypatch.setattr(browsers, "obstacle", lambda name: TOO_OLD if name == "firefox" else None)
    monkeypatch.delenv("CI", raising=False)
    marks = []
    return SimpleNamespace(marks=marks, add_marker=marks.append)


def test_where_a_browser_is_too_old_its_tests_are_skipped_by_name(item):
    skip_without("firefox", item)
    skip_without("chromium", item)
    assert [(mark.name, mark.kwargs["reason"]) for mark in item.marks] == [("skip", TOO_OLD)]


def test_with_ci_set_they_fail_with_the_same_words(item, monkeypatch):
    monkeypatch.setenv("CI", "1")
    skip_without("firefox", item)
    assert item.marks == []
    with pytest.raises(pytest.fail.Exception, match=TOO_OLD):
        launch(None, "firefox")


async def requests_told(application):
    """How many requests the application says it works at."""
    sent = []

    async def send(message):
        sent.append(message)

    await application({"type": "http", "path": UNDER_WAY}, None, send)
    return int(sent[-1]["body"])


@pytest.mark.asyncio
async def test_a_request_counts_from_its_beginning_to_its_end_also_when_it_fails():
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work(_scope, _receive, _send):
        begun.set()
        await go_on.wait()
        raise ZeroDivisionError

    application = Counted(work)
    request = asyncio.create_task(application({"type": "http", "path": "/desk/"}, None, None))
    await begun.wait()
    assert await requests_told(application) == 1
    go_on.set()
    with pytest.raises(ZeroDivisionError):
        await request
    assert await requests_told(application) == 0
