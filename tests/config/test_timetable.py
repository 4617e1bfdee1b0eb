"""One timetable at a time: a second one says so and waits, and begins when the first is gone."""

import logging

import pytest
import redis
from django.conf import settings

from config.celery import app
from config.timetable import ASK_AGAIN_AFTER, LeasedScheduler, lease_of


@pytest.fixture(autouse=True)
def nobody_holds_the_lease():
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        broker.delete(lease_of(app).name)
        yield broker
        broker.delete(lease_of(app).name)


@pytest.fixture
def timetable(tmp_path):
    """A timetable of its own; what it hands over is kept in `given`."""
    made = []

    def timetable():
        one = LeasedScheduler(app, schedule_filename=str(tmp_path / f"timetable-{len(made)}"))
        one.given = []
        one.apply_async = lambda entry, **_how: one.given.append(entry.task)
        made.append(one)
        return one

    yield timetable
    for one in made:
        one.close()


def due(timetable):
    """Everything is due, as after a start."""
    for entry in timetable.schedule.values():
        entry.last_run_at = entry.last_run_at.replace(year=2020)
    timetable._heap = None


def all_ticks(timetable):
    for _entry in app.conf.beat_schedule:
        timetable.tick()


def test_one_of_two_works_and_the_other_says_that_it_waits(timetable, caplog):
    first, second = timetable(), timetable()
    for each in (first, second):
        due(each)
        all_ticks(each)
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(first.given)
    assert second.given == []
    assert second.tick() == ASK_AGAIN_AFTER
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert said == ["another timetable is at work, this one waits"]


def test_the_spare_begins_at_once_when_the_first_was_stopped(timetable):
    first, spare = timetable(), timetable()
    first.tick()
    spare.tick()
    first.close()
    due(spare)
    spare.tick()
    assert spare.given


def test_the_spare_begins_when_the_lease_of_one_that_crashed_is_over(timetable, nobody_holds_the_lease):
    crashed, spare = timetable(), timetable()
    crashed.tick()
    assert 0 < nobody_holds_the_lease.pttl(crashed.lease.name) <= 10_000
    nobody_holds_the_lease.delete(crashed.lease.name)  # as time does
    for each in (spare, crashed):
        due(each)
        each.tick()
    assert spare.given
    assert crashed.tick() == ASK_AGAIN_AFTER


def test_without_its_broker_a_timetable_waits(timetable, monkeypatch, caplog):
    one = timetable()
    monkeypatch.setattr(one.lease, "broker", redis.Redis.from_url("redis://127.0.0.1:9/0"))
    assert one.tick() == ASK_AGAIN_AFTER
    assert "the timetable waits for the broker: ConnectionError" in caplog.text
