"""Frames of ids, numbered by room, through a real Valkey."""

import json
import logging

import pytest
import redis

from journal.broadcast import broker, nudge_screens
from tests.journal.news import BellRang, Ear


@pytest.fixture
def ear():
    ear = Ear("floor:7", "user:3", "floor:8")
    yield ear
    ear.close()


@pytest.fixture
def redis_is_away(settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    broker.cache_clear()
    yield
    broker.cache_clear()


def test_a_frame_carries_the_name_the_room_the_line_and_the_ids(ear):
    nudge_screens(BellRang(region_id=7), 41)
    assert json.loads(ear.hears()) == {
        "seq": 1,
        "event": "tests.bell_rang",
        "room": "floor:7",
        "entry": 41,
        "region_id": 7,
        "user_id": None,
    }
    assert ear.hears_nothing_more()


def test_every_room_of_the_audience_counts_for_itself(ear):
    nudge_screens(BellRang(region_id=7), 1)
    nudge_screens(BellRang(region_id=7, user_id=3), 2)
    nudge_screens(BellRang(region_id=8), 3)
    frames = [json.loads(ear.hears()) for _ in range(4)]
    numbered = [(frame["room"], frame["seq"]) for frame in frames]
    assert numbered == [("floor:7", 1), ("floor:7", 2), ("user:3", 1), ("floor:8", 1)]


def test_after_redis_broke_every_connection_the_next_news_arrives(ear, settings):
    nudge_screens(BellRang(region_id=7), 1)
    with redis.Redis.from_url(settings.REDIS_URL) as valkey:
        valkey.client_kill_filter(_type="normal", skipme=True)
    nudge_screens(BellRang(region_id=7), 2)
    assert [json.loads(ear.hears())["seq"] for _ in range(2)] == [1, 2]


def test_without_redis_nothing_is_lost_but_freshness(redis_is_away, caplog):
    with caplog.at_level(logging.DEBUG):
        nudge_screens(BellRang(region_id=7, user_id=3), 1)
    assert [record.getMessage() for record in caplog.records] == [
        "screens were not nudged about tests.bell_rang: ConnectionError"
    ]
