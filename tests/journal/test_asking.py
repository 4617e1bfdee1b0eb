"""However many ask for work that looks for itself what there is to do, one order waits."""

import redis

from journal import asking
from journal.asking import is_first_to_ask, may_be_asked_again
from journal.broadcast import breaker, broker


def test_the_first_asks_and_the_others_need_not_until_it_begins():
    may_be_asked_again("tests.look")
    assert [is_first_to_ask("tests.look") for _time in range(3)] == [True, False, False]
    may_be_asked_again("tests.look")
    assert is_first_to_ask("tests.look")


def test_each_work_is_asked_for_by_itself():
    may_be_asked_again("tests.look")
    may_be_asked_again("tests.tidy")
    assert is_first_to_ask("tests.look")
    assert is_first_to_ask("tests.tidy")


def test_an_order_that_was_lost_keeps_nobody_from_asking_for_long():
    may_be_asked_again("tests.look")
    is_first_to_ask("tests.look")
    assert 0 < broker().pttl(asking._key("tests.look")) <= asking.ASKED_FOR


def test_while_redis_is_away_everybody_asks(monkeypatch):
    def away():
        raise redis.ConnectionError

    monkeypatch.setattr(asking, "broker", away)
    assert [is_first_to_ask("tests.look") for _time in range(2)] == [True, True]
    may_be_asked_again("tests.look")


def test_a_redis_that_hangs_is_waited_for_once(monkeypatch):
    asked = []

    def silent():
        asked.append(1)
        raise redis.TimeoutError

    monkeypatch.setattr(asking, "broker", silent)
    try:
        assert [is_first_to_ask("tests.look") for _time in range(3)] == [True, True, True]
        may_be_asked_again("tests.look")
    finally:
        breaker.reset()
    assert asked == [1]
