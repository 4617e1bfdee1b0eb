"""Work is handed to Celery; while Redis is away it is left to its sweeper at once, and a page does not wait."""

import logging
import socket

import pytest
from celery import Celery
from kombu.utils import functional

from calls.tasks import offer_calls_later
from config.reactions import breaker, hand_over, wake


@pytest.fixture
def redis_away():
    """An address to which nobody answers: once it listens, a connection is made and stays silent."""
    with socket.socket() as away:
        away.bind(("127.0.0.1", 0))
        away.settimeout(0)
        yield away


@pytest.fixture
def task(redis_away, monkeypatch):
    """A task of an application with the house's settings, whose Redis is away. Who sleeps, fails."""
    monkeypatch.setattr(functional, "sleep", lambda seconds: pytest.fail(f"a page waited for {seconds} s"))
    app = Celery("away", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = f"redis://127.0.0.1:{redis_away.getsockname()[1]}/0"
    yield app.task(nothing, name="tests.nothing")
    app.close()
    breaker.reset()


def nothing(**facts):
    """What the task would do."""


def connections_made_to(address):
    made = 0
    try:
        while True:
            address.accept()[0].close()
            made += 1
    except BlockingIOError:
        return made


def test_work_is_left_to_its_sweeper_at_once_where_redis_refuses(task, caplog):
    with caplog.at_level(logging.WARNING, logger="config.reactions"):
        hand_over([(task, {"call_id": 1})])
    assert "tests.nothing was left to its sweeper: OperationalError" in caplog.text


def test_a_redis_that_hangs_is_knocked_at_once(task, redis_away, caplog):
    patience = task.app.conf.broker_transport_options
    task.app.conf.broker_transport_options = {**patience, "socket_timeout": 0.01}
    redis_away.listen()
    hand_over([(task, {"call_id": 1}), (task, {"call_id": 2})])
    hand_over([(task, {"call_id": 3})])
    assert connections_made_to(redis_away) == 1
    assert caplog.text.count("left to its sweeper") == 3


def test_a_task_that_is_asked_for_twice_in_one_transaction_is_given_once(task, monkeypatch):
    given = []
    monkeypatch.setattr(task, "delay", lambda **facts: given.append(facts))
    hand_over([(task, {}), (task, {"call_id": 1}), (task, {})])
    assert given == [{}, {"call_id": 1}]


@pytest.mark.django_db
def test_work_that_looks_for_itself_is_ordered_once_until_it_begins(monkeypatch):
    ordered = []
    monkeypatch.setattr("config.reactions.hand_over", ordered.extend)
    offer_calls_later()
    wake([offer_calls_later, offer_calls_later])
    wake([offer_calls_later])
    assert ordered == [(offer_calls_later, {})]
    offer_calls_later()
    wake([offer_calls_later])
    assert ordered == 2 * [(offer_calls_later, {})]
