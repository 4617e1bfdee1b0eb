"""The telephone exchange: everything that this company holds in memory."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from carrier.citizens import Citizens
from carrier.faults import Misfortune
from carrier.pace import Pace
from carrier.settings import Settings
from carrier.webhooks import Courier

if TYPE_CHECKING:
    from carrier.calls import Call
    from carrier.conferences import Conference
    from carrier.messages import Message


class Filed(Protocol):
    """A thing with a SID of its own."""

    sid: str


Thing = TypeVar("Thing", bound=Filed)


class Register(Generic[Thing]):
    """Things by SID, newest last; of those that are over only the `kept` latest stay."""

    def __init__(self, kept: int) -> None:
        self._things: OrderedDict[str, Thing] = OrderedDict()
        self._over: deque[str] = deque()
        self._kept = kept

    def add(self, thing: Thing) -> None:
        self._things[thing.sid] = thing

    def get(self, sid: str) -> Thing | None:
        return self._things.get(sid)

    def newest_first(self) -> list[Thing]:
        return list(reversed(self._things.values()))

    def is_over(self, thing: Thing) -> None:
        """Let the register forget this thing when enough later ones are over."""
        self._over.append(thing.sid)
        if len(self._over) > self._kept:
            self._things.pop(self._over.popleft(), None)

    def clear(self) -> None:
        self._things.clear()
        self._over.clear()


@dataclass(slots=True)
class Inbound:
    """Where the customer wants to hear of citizens who call or write."""

    voice_url: str
    status_url: str
    sms_url: str


class Exchange:
    """One customer account's calls, conferences, messages, citizens and faults; needs a running event loop."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pace = Pace(settings.speed)
        self._tasks: set[asyncio.Task[object]] = set()
        self._next_turn = 0.0
        self.deliveries: deque[dict[str, object]] = deque(maxlen=2000)
        self.calls: Register[Call] = Register(settings.kept)
        self.conferences: Register[Conference] = Register(settings.kept)
        self.messages: Register[Message] = Register(settings.kept)
        self.live_conferences: dict[str, Conference] = {}
        self.opted_out: set[tuple[str, str]] = set()
        self._begin_afresh()
        self.courier = Courier(settings.auth_token, self.luck, self.spawn, self._note)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Run something in the background until it is done or the exchange closes."""
        task: asyncio.Task[Any] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def turn(self) -> None:
        """Wait in the queue of placed calls: `cps` calls a second leave it, all at once when that is 0."""
        if self.settings.cps <= 0:
            return
        now = time.monotonic()
        mine = max(now, self._next_turn)
        self._next_turn = mine + 1 / self.settings.cps
        await asyncio.sleep(mine - now)

    async def reset(self) -> None:
        """Forget every call, message, choice and fault, silently; the die starts again from its seed."""
        await self._stop_everything()
        for register in (self.calls, self.conferences, self.messages):
            register.clear()
        self.live_conferences.clear()
        self.opted_out.clear()
        self.deliveries.clear()
        self._begin_afresh()
        self.courier.luck = self.luck

    async def close(self) -> None:
        """Stop all calls where they are and close the lines to the customer."""
        await self._stop_everything()
        await self.courier.close()

    def _begin_afresh(self) -> None:
        settings = self.settings
        self.luck = Misfortune(settings.seed)
        self.citizens = Citizens(settings.seed)
        self.inbound = Inbound(
            settings.inbound_voice_url, settings.inbound_status_url, settings.inbound_sms_url
        )
        self.pace.speed = settings.speed
        self._next_turn = 0.0

    async def _stop_everything(self) -> None:
        for call in self.calls.newest_first():
            call.forget_timers()
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _note(self, delivery: dict[str, object]) -> None:
        self.deliveries.append({"at": time.time(), **delivery})
