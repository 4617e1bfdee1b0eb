"""A real browser against a real web process, for every test below this folder (and tests/stories imports it).

`page` is a fresh window at 1280×720; a script error or a breach of the content security policy fails its test
(`watch` a second window by the same `faults`). `sign_in(page, user)` puts a session into it; `axe(page)` finds no
barrier. Browsers and servers live as long as their test module: Playwright keeps an event loop in the thread, which
asyncio tests of other modules would stumble over.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from accounts.middleware import SESSION_KEY
from accounts.models import User
from tests.browser.browsers import MILLISECONDS, launch, skip_without
from tests.browser.server import Server, running_server
from tests.browser.windows import SIZE, cut_off

# What is still fading in has not its colours yet.
AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map((one) => one.finished))"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, keep all tests of one browser on one worker, and skip where there is none."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            called = getattr(item, "callspec", None)
            skip_without(called.params.get("browser", "chromium") if called else "chromium", item)
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group("chromium"))


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Browser]:
    """Chromium; with `@in_both_browsers` (tests/browser/browsers.py) Firefox as well."""
    launched = launch(playwright, getattr(request, "param", "chromium"))
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture
def new_window(
    transactional_db: None, browser: Browser, server: Server
) -> Iterator[Callable[..., BrowserContext]]:
    """Another person's window: cookies of its own. Closed before the tables are emptied."""
    opened: list[BrowserContext] = []

    def open_window(**options: Any) -> BrowserContext:
        chosen: dict[str, Any] = {"base_url": server.url, "viewport": SIZE} | options
        opened.append(browser.new_context(**chosen))
        opened[-1].set_default_timeout(MILLISECONDS)
        return opened[-1]

    yield open_window
    for window in opened:
        window.close()
    server.settle()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in a watched page; none may be left at the end."""
    seen: list[str] = []
    yield seen
    assert not seen


@pytest.fixture
def page(new_window: Callable[..., BrowserContext], faults: list[str]) -> Page:
    """One open page, watched for faults."""
    fresh = new_window().new_page()
    watch(fresh, faults)
    return fresh


POLICIES = ("Content Security Policy", "Permissions-Policy", "Permissions Policy")


def watch(page: Page, faults: list[str]) -> None:
    """Collect script errors, breaches of the security policy, and headers that the browser does not understand."""
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text) if any(policy in message.text for policy in POLICIES) else None
        ),
    )


@pytest.fixture
def sign_in(server: Server) -> Callable[..., Page]:
    """`sign_in(page, user, language="fr")`: as if through the front door, without its second of hashing."""

    def put_session(page: Page, user: User, *, language: str = "en") -> Page:
        client = Client()
        client.force_login(user)
        session = client.session
        session[SESSION_KEY] = language
        session.save()
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": str(session.session_key), "url": server.url}])
        return page

    return put_session


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: WCAG 2.2 AA as far as a program can see; also that everything fits a window of 320 pixels."""

    def look(page: Page) -> None:
        rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        # Reading style sheets beforehand would write inline styles, which the policy refuses.
        options = {"runOnly": {"type": "tag", "values": rules}, "preload": False}
        page.evaluate(AT_REST)
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, found.generate_report()
        assert cut_off(page) == []

    return look
