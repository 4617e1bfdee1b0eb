"""The page's socket: what to look at again, and the news that the connection is back."""

import asyncio
import json
from collections.abc import Callable

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tools.colleagues.browser import Browser

STAGE_NEWS = {
    "workforce.agent_changed",
    "calls.call_offered",
    "calls.call_returned",
    "calls.call_accepted",
    "calls.conversation_ended",
    "elearning.certificate_issued",
    "live.catch_up",
}
"""What makes the stage look again (desk/templates/desk/_stage.html)."""
LINE_NEWS = {
    "telephony.leg_changed",
    "telephony.leg_answered",
    "telephony.leg_ended",
    "calls.citizen_answered",
    "live.catch_up",
}
"""What makes the telephone look again (_phone.html)."""
SIGNED_OUT = 4401
LONGEST_WAIT = 20.0


class Live:
    """Listens for as long as somebody works. Setting both events is what `live.back` is in a browser."""

    def __init__(self, browser: Browser, fault: Callable[[str], None]) -> None:
        self.browser = browser
        self.fault = fault
        self.stage_news = asyncio.Event()
        self.line_news = asyncio.Event()
        self.is_signed_out = False
        self.numbers: dict[str, int] = {}

    async def listen(self) -> None:
        """Connect, hear, and come back with growing patience when the connection is lost."""
        failures = 0
        while not self.is_signed_out:
            try:
                async with self.connection() as socket:
                    failures = 0
                    self.look_again()
                    await self.hear_all(socket)
            except (OSError, TimeoutError, WebSocketException) as error:
                failures += 1
                self.fault(f"socket: {type(error).__name__}")
            await asyncio.sleep(min(LONGEST_WAIT, 0.5 * 2 ** min(failures, 6)))

    def connection(self) -> connect:
        """The socket of this installation, with the cookies of the window."""
        address = self.browser.url.replace("http", "ws", 1) + "/ws/live/"
        return connect(
            address,
            origin=self.browser.url,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.browser.cookies},
            compression=None,
            max_queue=4,
            proxy=None,
        )

    async def hear_all(self, socket: ClientConnection) -> None:
        """Every frame, until the socket ends."""
        try:
            async for message in socket:
                self.hear(json.loads(message))
        except ConnectionClosed:
            pass
        self.is_signed_out = socket.close_code == SIGNED_OUT
        self.stage_news.set()

    def hear(self, frame: dict[str, object]) -> None:
        """One frame. A gap in a room's numbers is treated as a lost connection."""
        if self.has_gap(frame):
            self.look_again()
        if frame["event"] in STAGE_NEWS:
            self.stage_news.set()
        if frame["event"] in LINE_NEWS:
            self.line_news.set()

    def has_gap(self, frame: dict[str, object]) -> bool:
        """Whether frames of this room went missing between the last one and this one."""
        room, number = str(frame.get("room")), frame.get("seq")
        if not isinstance(number, int):
            return False
        before = self.numbers.get(room)
        self.numbers[room] = number
        return before is not None and number > before + 1

    def look_again(self) -> None:
        """Whatever is shown may be old."""
        self.numbers.clear()
        self.stage_news.set()
        self.line_news.set()
