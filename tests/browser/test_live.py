"""The socket of a page: what it passes on, and what it says when it breaks."""

import json
import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.gallery import open_gallery

KEEP_EVENTS = """
window.heard = [];
const names = ["calls.call_queued", "live.back", "live.lost", "live.open"];
addEventListener("DOMContentLoaded", () => names.forEach(name =>
  document.body.addEventListener(name, e => heard.push([name, e.detail.seq ?? null]))));
"""


def listen(page: Page) -> list[WebSocketRoute]:
    """Open a page whose sockets end here; each new one is added to the list."""
    sockets: list[WebSocketRoute] = []
    page.add_init_script(KEEP_EVENTS)
    page.route_web_socket("**/ws/live/", lambda socket: sockets.append(socket))
    open_gallery(page, "gallery/floor")
    page.wait_for_function("heard.some(([name]) => name === 'live.open')")
    return sockets


def frame(seq: int) -> str:
    """News of one queued call in the room of region 1."""
    return json.dumps({"event": "calls.call_queued", "room": "floor:1", "seq": seq, "id": 17})


def test_a_frame_becomes_an_event_of_the_page(page: Page) -> None:
    listen(page)[-1].send(frame(7))
    page.wait_for_function("heard.some(([name, seq]) => name === 'calls.call_queued' && seq === 7)")


def test_a_gap_in_the_numbers_makes_the_page_catch_up(page: Page) -> None:
    socket = listen(page)[-1]
    socket.send(frame(7))
    socket.send(frame(8))
    socket.send(frame(10))
    page.wait_for_function("heard.at(-1)?.[1] === 10")
    assert page.evaluate("heard.map(([name]) => name).filter(name => name === 'live.back').length") == 1


def test_a_lost_connection_says_so_and_comes_back_by_itself(page: Page) -> None:
    sockets = listen(page)
    expect(page.get_by_text("Connection lost")).to_be_hidden()
    sockets[-1].close(code=1012)
    page.wait_for_function("heard.some(([name]) => name === 'live.lost')")
    page.wait_for_function("heard.some(([name]) => name === 'live.back')")
    expect(page.get_by_text("Connection lost")).to_be_hidden()
    assert len(sockets) == 2


def test_a_connection_that_cannot_be_made_shows_since_when(page: Page) -> None:
    page.route_web_socket("**/ws/live/", lambda socket: socket.close(code=1011))
    open_gallery(page, "gallery/floor")
    expect(page.get_by_text("Connection lost")).to_have_text(re.compile(r"showing \d\d:\d\d:\d\d"))


def test_a_session_that_ended_leads_to_the_front_door(page: Page) -> None:
    sockets = listen(page)
    sockets[-1].close(code=4401)
    page.wait_for_url("**/login/")


def test_a_silent_connection_is_given_up(page: Page) -> None:
    page.clock.install()
    sockets = listen(page)
    page.clock.run_for(26_000)
    page.wait_for_function("heard.some(([name]) => name === 'live.lost')")
    page.clock.run_for(1_000)
    page.wait_for_function("heard.some(([name]) => name === 'live.back')")
    assert len(sockets) == 2
