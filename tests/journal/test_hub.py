"""One subscription for every screen of a process."""

import asyncio
import json
import logging
from dataclasses import dataclass, field

import pytest
import redis
from django.conf import settings
from redis.asyncio.client import PubSub

from journal import hub as hub_module
from journal.broadcast import channel_of, nudge_screens
from journal.hub import BACKLOG, CATCH_UP
from tests.journal.news import BellRang
from tests.patience import PATIENCE

pytestmark = pytest.mark.asyncio


@dataclass(eq=False)
class Listener:
    """A screen without a socket."""

    rooms: list[str]
    frames: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(BACKLOG))
    endings: int = 0

    async def cut_off(self):
        self.endings += 1

    async def hears(self):
        return await asyncio.wait_for(self.frames.get(), PATIENCE)

    async def hears_event(self):
        return json.loads(await self.hears())["event"]


def valkey():
    return redis.Redis.from_url(settings.REDIS_URL)


def break_subscriptions():
    with valkey() as connection:
        connection.client_kill_filter(_type="pubsub")


async def listening(hub, *rooms):
    """A screen whose hub's subscription is known to hear."""
    screen = Listener(list(rooms))
    await hub.listen(screen)
    assert all(hub.heard[room].is_set() for room in rooms)
    assert screen.frames.empty()
    return screen


async def test_a_frame_goes_to_the_screens_of_its_room_and_to_no_other(hub):
    first = await listening(hub, "floor:7", "user:1")
    second, stranger = Listener(["floor:7"]), Listener(["floor:8"])
    await hub.listen(second)
    await hub.listen(stranger)
    nudge_screens([(BellRang(region_id=7), 1)])
    assert await first.hears() == await second.hears()
    assert stranger.frames.empty()


async def test_however_many_screens_there_is_one_subscription(hub):
    await listening(hub, "floor:7")
    for number in range(20):
        await hub.listen(Listener([f"user:{number}"]))
    with valkey() as connection:
        heard = {
            channel.decode(): count for channel, count in connection.pubsub_numsub(channel_of("floor:7"))
        }
        assert (connection.pubsub_numpat(), heard[channel_of("floor:7")]) == (0, 1)


async def test_who_left_hears_nothing_more_and_leaves_nothing_behind(hub):
    screen = await listening(hub, "floor:7")
    hub.leave(screen)
    hub.leave(screen)
    assert hub.listeners == {}


async def test_a_screen_a_hundred_frames_behind_is_cut_off_once_and_the_others_go_on(hub):
    slow, fast = Listener(["floor:7"]), Listener(["floor:7"])
    await hub.listen(slow)
    for number in range(BACKLOG):
        hub.send([slow], f"{number}")
    await hub.listen(fast)
    for number in range(3):
        hub.send(hub.listeners["floor:7"], f"more {number}")
    await asyncio.gather(*hub.endings)
    assert (slow.endings, fast.endings) == (1, 0)
    assert hub.listeners == {"floor:7": {fast}}
    assert [await fast.hears() for _ in range(3)] == ["more 0", "more 1", "more 2"]


async def test_when_redis_is_back_every_screen_is_told_to_catch_up_and_hears_again(hub):
    screen = await listening(hub, "floor:7")
    other = Listener(["floor:8"])
    await hub.listen(other)
    break_subscriptions()
    assert (await screen.hears(), await other.hears()) == (CATCH_UP, CATCH_UP)
    nudge_screens([(BellRang(region_id=7), 1)])
    assert await screen.hears_event() == "tests.bell_rang"


def counted(monkeypatch, whose, name):
    """A semaphore that is released each time this method is called."""
    calls, method = asyncio.Semaphore(0), getattr(whose, name)

    async def count(*args):
        calls.release()
        return await method(*args)

    monkeypatch.setattr(whose, name, count)
    return calls


async def test_while_redis_is_away_it_is_said_once_and_tried_again(hub, settings, caplog, monkeypatch):
    address, settings.REDIS_URL = settings.REDIS_URL, "redis://127.0.0.1:9/0"
    screen, tries = Listener(["floor:7"]), counted(monkeypatch, hub, "relay")
    monkeypatch.setattr(hub_module, "HEARING_WITHIN", 0.01)
    with caplog.at_level(logging.DEBUG, "journal.hub"):
        await hub.listen(screen)
        for _try in range(3):
            await asyncio.wait_for(tries.acquire(), PATIENCE)
        settings.REDIS_URL = address
        assert await screen.hears() == CATCH_UP
    assert [record.getMessage() for record in caplog.records] == [
        "screens hear nothing until Redis is back: ConnectionError"
    ]


async def test_a_quiet_subscription_is_asked_whether_it_is_alive(hub, monkeypatch):
    monkeypatch.setattr(hub_module, "SILENCE", 0.05)
    asked, ping = asyncio.Event(), PubSub.ping

    async def ask_and_wait_longer(self):
        # The answer may be slow to come: from here on only a lost one would end the subscription.
        monkeypatch.setattr(hub_module, "SILENCE", PATIENCE)
        asked.set()
        await ping(self)

    monkeypatch.setattr(PubSub, "ping", ask_and_wait_longer)
    screen = await listening(hub, "floor:7")
    await asyncio.wait_for(asked.wait(), PATIENCE)
    nudge_screens([(BellRang(region_id=7), 1)])
    assert await screen.hears_event() == "tests.bell_rang"


async def test_a_subscription_that_does_not_answer_is_begun_anew(hub, monkeypatch):
    monkeypatch.setattr(hub_module, "SILENCE", 0.05)

    async def say_nothing(self):
        """A network that swallows everything."""

    monkeypatch.setattr("redis.asyncio.client.PubSub.ping", say_nothing)
    screen = await listening(hub, "floor:7")
    assert await screen.hears() == CATCH_UP


async def test_a_frame_that_nobody_can_read_does_not_end_the_news(hub):
    screen = await listening(hub, "floor:7")
    with valkey() as connection:
        connection.publish(channel_of("floor:7"), b"\xff")
    assert await screen.hears() == CATCH_UP
    nudge_screens([(BellRang(region_id=7), 1)])
    assert await screen.hears_event() == "tests.bell_rang"


async def test_what_happens_in_another_region_does_not_reach_this_process(hub):
    await listening(hub, "floor:7")
    with valkey() as connection:
        assert dict(connection.pubsub_numsub(channel_of("floor:8"))) == {channel_of("floor:8").encode(): 0}


async def test_a_room_that_nobody_listens_to_any_more_is_forgotten_with_its_next_frame(hub):
    screen, other = await listening(hub, "floor:7"), await listening(hub, "floor:8")
    hub.leave(screen)
    nudge_screens([(BellRang(region_id=7), 1), (BellRang(region_id=8), 2)])
    assert await other.hears_event() == "tests.bell_rang"
    assert "floor:7" not in hub.heard
    back = await listening(hub, "floor:7")
    nudge_screens([(BellRang(region_id=7), 3)])
    assert await back.hears_event() == "tests.bell_rang"
