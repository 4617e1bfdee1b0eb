"""How soon an event reaches every open screen of one web process."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Iterator

import redis.asyncio
from django.conf import settings

from accounts.models import Role, User
from journal.broadcast import NUMBER_AND_PUBLISH, broker
from tools.bench.ears import Ear, listen
from tools.bench.figures import Figures
from tools.bench.house import own_valkey, running
from tools.bench.rows import load_country, session_of
from tools.bench.scratch import scratch_database

AT_A_TIME = 20
BURST = 20
"""Events at once; below the hundred frames at which a screen is given up as too slow."""
PATIENCE = 300.0
FRAME = json.dumps({"event": "calls.line_changed", "room": "floor:1", "entry": 1, "call_id": 17})[1:]
RAW = "bench"


def measure_fanout(sockets: int, events: int) -> Iterator[Figures]:
    """Frames from the house's own publishing script to `sockets` supervisors' screens, one event after the other.

    Each time is one screen's. Rates are frames per second in bursts; the limit is a bare subscriber of Redis that
    receives as many messages. The latency of one bare message is given as `limit_p50_ms`, `limit_p99_ms`.
    """
    with own_valkey() as folder, scratch_database() as database:
        region = load_country()[0]
        user = User.objects.create(username="bench-supervisor", role=Role.SUPERVISOR, region=region)
        cookie = f"{settings.SESSION_COOKIE_NAME}={session_of(user)}"
        with running(database, folder, "web") as house:
            yield asyncio.run(fan_out(house.url, cookie, f"floor:{region.pk}", sockets, events))


async def fan_out(url: str, cookie: str, room: str, sockets: int, events: int) -> Figures:
    """Open the sockets, measure, close them."""
    ears = await open_all(url, cookie, sockets)
    await until_heard(ears, room)
    took = [late for _event in range(events) for late in await one_event(ears, room)]
    rate = await burst(ears, room)
    async with bare_subscriber() as bare:
        limit_took = [await one_message(bare) for _event in range(events)]
        limit = await bare_burst(bare, BURST * sockets)
    for ear in ears:
        ear.transport.close()
    await asyncio.sleep(0)
    bare_figures = Figures("", {}, limit_took, 1, 1).facts()
    more = {f"limit_{name}": bare_figures[name] for name in ("p50_ms", "p99_ms")}
    return Figures("fanout", {"sockets": sockets, "events": events}, took, rate, limit, more)


async def open_all(url: str, cookie: str, sockets: int) -> list[Ear]:
    """Some at a time: each is a sign-in check in the database."""
    ears: list[Ear] = []
    while len(ears) < sockets:
        these = min(AT_A_TIME, sockets - len(ears))
        ears += await asyncio.gather(*(listen(url, cookie) for _socket in range(these)))
    return ears


def send_event(room: str) -> float:
    """One event, and the moment it was sent."""
    sent = time.perf_counter()
    broker().eval(NUMBER_AND_PUBLISH, 1, room, f"{settings.INSTALLATION}:", FRAME)
    return sent


async def until_heard(ears: list[Ear], room: str) -> None:
    """Publish until every socket has joined its room, then let the stragglers' frames pass."""
    deadline = time.monotonic() + PATIENCE
    while not all(ear.frames for ear in ears):
        if time.monotonic() > deadline:
            raise RuntimeError("not every socket hears its room")
        send_event(room)
        await asyncio.sleep(0.2)
    await asyncio.sleep(0.2)


async def one_event(ears: list[Ear], room: str) -> list[float]:
    """How late each screen heard of it, in milliseconds."""
    wanted = [ear.frames + 1 for ear in ears]
    sent = send_event(room)
    await all_heard(ears, wanted)
    return [(ear.heard_at - sent) * 1000 for ear in ears]


async def burst(ears: list[Ear], room: str) -> float:
    """Frames per second when many events come at once."""
    wanted = [ear.frames + BURST for ear in ears]
    sent = min(send_event(room) for _event in range(BURST))
    await all_heard(ears, wanted)
    return BURST * len(ears) / (max(ear.heard_at for ear in ears) - sent)


async def all_heard(ears: list[Ear], wanted: list[int]) -> None:
    """Until every ear has heard as many frames as wanted."""
    deadline = time.monotonic() + PATIENCE
    while any(ear.frames < count for ear, count in zip(ears, wanted, strict=True)):
        if time.monotonic() > deadline:
            raise RuntimeError("frames were lost")
        await asyncio.sleep(0.002)


@contextlib.asynccontextmanager
async def bare_subscriber() -> AsyncIterator["redis.asyncio.client.PubSub"]:
    """Redis and nothing else."""
    async with redis.asyncio.Redis.from_url(settings.REDIS_URL) as client, client.pubsub() as bare:
        await bare.subscribe(RAW)
        await bare.get_message(timeout=PATIENCE)
        yield bare


async def one_message(bare: "redis.asyncio.client.PubSub") -> float:
    """The milliseconds a bare message takes."""
    sent = time.perf_counter()
    broker().execute_command("PUBLISH", RAW, FRAME)
    await bare.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)
    return (time.perf_counter() - sent) * 1000


async def bare_burst(bare: "redis.asyncio.client.PubSub", messages: int) -> float:
    """Messages per second that one bare subscriber reads when they come in bursts."""
    began, left = time.perf_counter(), messages
    while left:
        batch = min(left, 1000)
        with broker().pipeline(transaction=False) as pipeline:
            for _message in range(batch):
                pipeline.execute_command("PUBLISH", RAW, FRAME)
            pipeline.execute()
        for _message in range(batch):
            await bare.get_message(ignore_subscribe_messages=True, timeout=PATIENCE)
        left -= batch
    return messages / (time.perf_counter() - began)
