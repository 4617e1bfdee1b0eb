"""Sockets of a page that end in the test instead of at the server."""

from playwright.sync_api import Page, WebSocketRoute


def stay_alive(socket: WebSocketRoute) -> None:
    """Answer the page's pings. A socket that does not is given up by the page after a while, and opened again."""
    socket.on_message(lambda _ping: socket.send('{"event": "live.pong"}'))


def hear_no_news(page: Page) -> None:
    """The page's socket is open and alive, and brings nothing for ever."""
    page.route_web_socket("**/ws/live/", stay_alive)
