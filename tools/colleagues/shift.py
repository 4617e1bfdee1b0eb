"""A shift: everybody comes to work, and goes home when the time is over or somebody says stop."""

import asyncio
import contextlib
import random
import signal
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from tools.colleagues.browser import Browser
from tools.colleagues.clock import now
from tools.colleagues.colleague import Colleague
from tools.colleagues.laboratory import Laboratory
from tools.colleagues.tally import Tally
from tools.colleagues.trouble import RealTelephones, SignedOut, Trouble

ONE_AFTER_THE_OTHER = 0.4
"""Seconds between two colleagues who come in: checking a password takes the server half a second."""
REPORT_EVERY = 60.0
LAST_CALL = 600.0
"""Seconds that calls under way may still take after the end of the shift."""


@dataclass(frozen=True)
class Wishes:
    """Who works where, how long and how fast. `minutes` 0: until stopped; `lab_every` 0: no laboratory."""

    url: str
    logins: list[dict[str, str]]
    lab_token: str = ""
    minutes: float = 0
    lab_every: float = 0
    pace: float = 1
    seed: int = 0


async def work_a_shift(wishes: Wishes) -> Tally:
    """Work until the time is over; SIGTERM and SIGINT end everything within a second.

    1. Wait until the installation answers, and leave at once if it rings real telephones.
    2. Everybody works; one line a minute says how much was done.
    3. When the time is over, whoever is on the telephone finishes that call.
    """
    tally = Tally()
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    colleagues = [
        Colleague(wishes.url, login, pace=wishes.pace, die=die_of(wishes, place), tally=tally)
        for place, login in enumerate(wishes.logins)
    ]
    await until(stop, shift(wishes, colleagues, tally))
    say(tally.line(now()))
    return tally


async def until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, or leave it when `stop` is set."""
    tasks = [asyncio.create_task(work), asyncio.create_task(stop.wait())]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    if isinstance(results[0], RealTelephones):
        sys.exit(str(results[0]))
    if isinstance(results[0], Exception):
        raise results[0]


async def shift(wishes: Wishes, colleagues: list[Colleague], tally: Tally) -> None:
    """Everybody at work, until the last has gone home."""
    await wait_for_doors(Browser(wishes.url))
    others = [asyncio.create_task(tell(tally))]
    if wishes.lab_every and wishes.lab_token:
        die = die_of(wishes, "laboratory")
        laboratory = Laboratory(wishes.url, wishes.lab_token, every=wishes.lab_every, die=die, tally=tally)
        others.append(asyncio.create_task(laboratory.work()))
    at_work = [asyncio.create_task(come_in(one, place)) for place, one in enumerate(colleagues)]
    try:
        await asyncio.wait(
            [*at_work, *others], timeout=wishes.minutes * 60 or None, return_when=asyncio.FIRST_EXCEPTION
        )
        for one in colleagues:
            one.goes_home = True
            one.live.stage_news.set()
        if at_work:
            await asyncio.wait(at_work, timeout=LAST_CALL)
    finally:
        await see_out([*at_work, *others])


def die_of(wishes: Wishes, whose: object) -> random.Random:
    """A die of one's own: the same seed, the same character."""
    return random.Random(f"{wishes.seed} {whose}")  # noqa: S311 (a plot, not a secret)


async def come_in(colleague: Colleague, place: int) -> None:
    """One after the other, as through a door."""
    await asyncio.sleep(place * ONE_AFTER_THE_OTHER)
    await colleague.work()


async def see_out(tasks: list[asyncio.Task[None]]) -> None:
    """End what still runs. A fault of our own is shown, not swallowed."""
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result


async def wait_for_doors(browser: Browser) -> None:
    """Until the front door opens; RealTelephones when nobody may work here."""
    while True:
        with contextlib.suppress(Trouble, SignedOut):
            await browser.front_door()
            return
        await asyncio.sleep(1)


async def tell(tally: Tally) -> None:
    """One line a minute."""
    while True:
        await asyncio.sleep(REPORT_EVERY)
        say(tally.line(now()))


def say(line: str) -> None:
    """To the terminal, or the log of whoever started us."""
    print(line, flush=True)  # noqa: T201
