"""Frames of ids, numbered by room, through a real Valkey."""

import json
import logging
import os
import signal

import pytest
import redis

from config.settings import base
from journal.broadcast import _missed, breaker, broker, last_number, nudge_screens
from tests.journal.news import BellRang, Ear
from tests.patience import PATIENCE
from tools.devrun.engines import start_valkey


@pytest.fixture
def ear():
    ear = Ear("floor:7", "user:3", "floor:8")
    yield ear
    ear.close()


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    """Of what another test's Redis has missed or made us wait."""
    yield
    broker.cache_clear()
    breaker.reset()
    _missed.take()


@pytest.fixture
def redis_is_away(settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    broker.cache_clear()


@pytest.fixture
def counted(monkeypatch):
    """How often Redis was asked to publish."""
    asked, eval_ = [], redis.Redis.eval
    monkeypatch.setattr(redis.Redis, "eval", lambda *args: asked.append(args) or eval_(*args))
    return asked


@pytest.fixture
def frozen_valkey(tmp_path):
    """A Valkey that takes every connection and answers nobody until it is told to go on."""
    valkey = start_valkey(tmp_path / "valkey", keep=False)
    yield valkey
    valkey.stop()


def test_a_frame_carries_the_name_the_room_the_line_and_the_ids(ear):
    nudge_screens([(BellRang(region_id=7), 41)])
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
    nudge_screens([(BellRang(region_id=7), 1)])
    nudge_screens([(BellRang(region_id=7, user_id=3), 2)])
    nudge_screens([(BellRang(region_id=8), 3)])
    frames = [json.loads(ear.hears()) for _ in range(4)]
    numbered = [(frame["room"], frame["seq"]) for frame in frames]
    assert numbered == [("floor:7", 1), ("floor:7", 2), ("user:3", 1), ("floor:8", 1)]


def test_after_redis_broke_every_connection_the_next_news_arrives(ear, settings):
    nudge_screens([(BellRang(region_id=7), 1)])
    with redis.Redis.from_url(settings.REDIS_URL) as valkey:
        valkey.client_kill_filter(_type="normal", skipme=True)
    nudge_screens([(BellRang(region_id=7), 2)])
    assert [json.loads(ear.hears())["seq"] for _ in range(2)] == [1, 2]


def test_without_redis_nothing_is_lost_but_freshness(redis_is_away, caplog):
    with caplog.at_level(logging.DEBUG):
        nudge_screens([(BellRang(region_id=7, user_id=3), 1)])
    assert [record.getMessage() for record in caplog.records] == ["screens were not nudged: ConnectionError"]


def test_what_a_transaction_announces_leaves_in_one_script(ear, counted):
    nudge_screens([(BellRang(region_id=7), 1), (BellRang(region_id=8, user_id=3), 2)])
    assert len(counted) == 1
    assert [json.loads(ear.hears())["room"] for _ in range(3)] == ["floor:7", "floor:8", "user:3"]


def test_an_event_that_no_room_hears_asks_nobody(counted):
    nudge_screens([])
    assert not counted


def test_another_installation_on_the_same_redis_hears_nothing(ear, settings):
    ours, settings.INSTALLATION = settings.INSTALLATION, "a-rehearsal"
    nudge_screens([(BellRang(region_id=7), 1)])
    settings.INSTALLATION = ours
    assert ear.hears_nothing_more()


def test_a_redis_that_lets_us_wait_does_so_once_and_rooms_that_missed_news_catch_up(
    frozen_valkey, settings, counted, caplog
):
    settings.REDIS_URL, settings.REDIS_PATIENCE = frozen_valkey.url, 0.05
    os.kill(frozen_valkey.child.pid, signal.SIGSTOP)
    for number in range(3):
        nudge_screens([(BellRang(region_id=7), number)])
    assert last_number("floor:7") is None
    assert len(counted) == 1
    os.kill(frozen_valkey.child.pid, signal.SIGCONT)
    settings.REDIS_PATIENCE = PATIENCE
    broker.cache_clear()
    breaker.reset()
    ear = Ear("floor:7", "floor:8")
    nudge_screens([(BellRang(region_id=8), 4)])
    heard = [json.loads(ear.hears()) for _ in range(2)]
    ear.close()
    assert [(frame["event"], frame["room"]) for frame in heard] == [
        ("live.catch_up", "floor:7"),
        ("tests.bell_rang", "floor:8"),
    ]
    assert not _missed.take()


def test_by_default_a_page_waits_less_than_a_second_for_a_redis_that_hangs():
    patience = base.CELERY_BROKER_TRANSPORT_OPTIONS
    assert base.REDIS_PATIENCE + max(patience["socket_timeout"], patience["socket_connect_timeout"]) < 1


def test_redis_says_how_many_frames_a_room_was_sent(ear):
    nudge_screens([(BellRang(region_id=7), 1), (BellRang(region_id=7), 2)])
    assert (last_number("floor:7"), last_number("floor:9")) == (2, 0)


def test_redis_being_away_says_nothing_about_numbers(redis_is_away):
    assert last_number("floor:7") is None
