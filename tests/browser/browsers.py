"""The real browsers of this machine, and which tests run in which."""

import shutil
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

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


def found(*names: str) -> str:
    """The first of these programs that is installed; a test that needs it fails with a sentence otherwise."""
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.fail(f"no {names[0]} on this machine: `make test` installs it, or install it yourself")


def launch(playwright: Playwright, name: str) -> Browser:
    """Start Chromium, or Firefox ESR over WebDriver BiDi (Playwright's own builds are not needed)."""
    if name == "firefox":
        path = found("firefox-esr", "firefox")
        firefox: Any = playwright.firefox
        return firefox.launch(channel="moz-firefox", executable_path=path, timeout=60_000)
    path = found("chromium", "chromium-browser", "google-chrome")
    return playwright.chromium.launch(executable_path=path, args=QUIET)
