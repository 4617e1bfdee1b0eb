"""What an agent's first look at the desk costs, of the files as production collects them."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.browsers import in_both_browsers
from tests.desk.scene import talking

MOST_REQUESTS = 12
FOR_EVER = "max-age=315360000, public, immutable"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class Load:
    """One page opened with an empty cache: the addresses it asked for, and the headers that came.

    Each address counts once: again it comes from the browser's own cache, or because there is news.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sockets: set[str] = set()
        self.finished: list[Request] = []
        page.on("websocket", lambda socket: self.sockets.add(socket.url))
        page.on("requestfinished", lambda request: self.finished.append(request))

    def headers(self) -> dict[str, dict[str, str]]:
        """What was said of each address."""
        answers = [(request.url, request.response()) for request in self.finished]
        return {url: answer.all_headers() for url, answer in answers if answer}


@pytest.fixture
def load(page, sign_in):
    """Amina's desk in conversation, the screen that asks for most, once it has caught up with what is live."""
    agent, _call = talking()
    watched = Load(page)
    sign_in(page, agent)
    with (
        page.expect_request_finished(lambda request: "/desk/alive/" in request.url),
        page.expect_request_finished(lambda request: "/desk/status/" in request.url),
        page.expect_request_finished(lambda request: "/desk/stage/" in request.url),
        page.expect_request_finished(lambda request: "/phone/" in request.url),
    ):
        page.goto("/desk/")
    expect(page.locator("#stage[data-ct-stage=conversation]")).to_be_visible()
    return watched


@in_both_browsers
def test_a_cold_load_of_the_desk_costs_at_most_twelve_requests(load):
    asked = {*load.headers(), *load.sockets}
    assert len(asked) <= MOST_REQUESTS, "\n".join(sorted(asked))


@in_both_browsers
def test_a_page_has_one_style_sheet_and_one_script_of_ours(load):
    kinds = {url: headers.get("content-type", "") for url, headers in load.headers().items()}
    assert len([url for url, kind in kinds.items() if "text/css" in kind]) == 1
    assert len([url for url, kind in kinds.items() if "javascript" in kind and "htmx" not in url]) == 1


@in_both_browsers
def test_static_files_are_kept_for_ever_under_names_that_change_with_them_and_texts_come_compressed(load):
    static = {url: headers for url, headers in load.headers().items() if "/static/" in url}
    assert {url.rpartition(".")[2] for url in static} == {"css", "js", "svg"}
    for url, headers in static.items():
        assert HASHED.search(url), url
        assert headers["cache-control"] == FOR_EVER, url
        # What is smaller than the frame around it is sent as it is.
        assert headers.get("content-encoding") == "gzip" or "mark" in url, url
