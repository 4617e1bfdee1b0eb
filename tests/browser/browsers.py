"""The real browsers of this machine, and which tests run in which."""

import os
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.patience import PATIENCE
from tools.devrun import browsers

MILLISECONDS = PATIENCE * 1000
expect.set_options(timeout=MILLISECONDS)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

in_both_browsers = pytest.mark.parametrize(
    "browser",
    [
        pytest.param("chromium", marks=pytest.mark.xdist_group("chromium")),
        pytest.param("firefox", marks=pytest.mark.xdist_group("firefox")),
    ],
    indirect=True,
    scope="module",
)


@cache
def obstacle(name: str) -> str | None:
    """Why tests in this browser cannot run on this machine, in a sentence; None when they can."""
    return browsers.shortcoming(name.upper())


def skip_without(name: str, item: pytest.Item) -> None:
    """Skip a test whose browser is missing or too old, saying why. With CI set it fails instead, in the same words."""
    why = obstacle(name)
    if why and not os.environ.get("CI"):
        item.add_marker(pytest.mark.skip(reason=why))


def launch(playwright: Playwright, name: str) -> Browser:
    """Start Chromium, or Firefox over WebDriver BiDi (Playwright's own builds are not needed)."""
    if why := obstacle(name):
        pytest.fail(why)
    path = browsers.find_browser(name.upper())
    if name == "firefox":
        firefox: Any = playwright.firefox
        return firefox.launch(channel="moz-firefox", executable_path=path, timeout=MILLISECONDS)
    return playwright.chromium.launch(executable_path=path, args=QUIET, timeout=MILLISECONDS)
