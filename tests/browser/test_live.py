"""The socket of a page: what it passes on, and what it says when it breaks."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.sockets import stay_alive
from tests.cast import amina

SignIn = Callable[..., Page]

KEEP_EVENTS = """
const names = ["calls.call_queued", "live.back", "live.lost", "live.open"];
const keep = ({ type, detail }) => document.body.dataset.heard += ` ${type}${detail.seq ? ":" + detail.seq : ""}`;
addEventListener("DOMContentLoaded", () => {
  document.body.dataset.heard = "";
  for (const name of names) document.body.addEventListener(name, keep);
});
"""


def listen(page: Page, sign_in: SignIn, *, first_is_silent: bool = False) -> list[WebSocketRoute]:
    """Open a page whose sockets end here; each new one is added to the list, and says that it is alive."""
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        if not first_is_silent or len(sockets) > 1:
            stay_alive(socket)

    page.add_init_script(KEEP_EVENTS)
    page.route_web_socket("**/ws/live/", connect)
    sign_in(page, amina()).goto("/me/")
    expect_heard(page, "live.open")
    return sockets


def expect_heard(page: Page, *events: str) -> None:
    """The page heard exactly these, since it was opened, in this order."""
    expect(page.locator("body")).to_have_attribute("data-heard", "".join(f" {event}" for event in events))


def frame(seq: int) -> str:
    """News of one queued call in the room of region 1."""
    return json.dumps({"event": "calls.call_queued", "room": "floor:1", "seq": seq, "id": 17})


def test_a_frame_becomes_an_event_of_the_page(page: Page, sign_in: SignIn) -> None:
    listen(page, sign_in)[-1].send(frame(7))
    expect_heard(page, "live.open", "calls.call_queued:7")


def test_a_gap_in_the_numbers_makes_the_page_catch_up(page: Page, sign_in: SignIn) -> None:
    socket = listen(page, sign_in)[-1]
    for seq in (7, 8, 10):
        socket.send(frame(seq))
    queued = [f"calls.call_queued:{seq}" for seq in (7, 8, 10)]
    expect_heard(page, "live.open", *queued[:2], "live.back", queued[2])


def test_news_of_a_lost_subscription_makes_the_page_catch_up(page: Page, sign_in: SignIn) -> None:
    listen(page, sign_in)[-1].send('{"event": "live.catch_up"}')
    expect_heard(page, "live.open", "live.back")


def test_a_lost_connection_says_so_and_comes_back_by_itself(page: Page, sign_in: SignIn) -> None:
    sockets = listen(page, sign_in)
    sockets[-1].close(code=1012)
    expect_heard(page, "live.open", "live.lost", "live.back", "live.open")
    expect(page.get_by_text("Connection lost")).to_be_hidden()
    assert len(sockets) == 2


def test_a_lost_connection_shows_since_when(page: Page, sign_in: SignIn) -> None:
    page.add_init_script(
        "Math.random = () => 1000"
    )  # The wait before the next try is jittered: make it long.
    listen(page, sign_in)[-1].close(code=1012)
    expect(page.get_by_text("Connection lost")).to_have_text(re.compile(r"dates from \d\d:\d\d:\d\d"))


def test_a_session_that_ended_leads_to_the_front_door(page: Page, sign_in: SignIn) -> None:
    sockets = listen(page, sign_in)
    page.context.clear_cookies()
    sockets[-1].close(code=4401)
    page.wait_for_url("**/login/")


def test_a_silent_connection_is_given_up(page: Page, sign_in: SignIn) -> None:
    page.clock.install()
    sockets = listen(page, sign_in, first_is_silent=True)
    page.clock.run_for(15_000)
    page.clock.run_for(10_000)
    page.clock.run_for(1_000)
    expect_heard(page, "live.open", "live.lost", "live.back", "live.open")
    assert len(sockets) == 2
