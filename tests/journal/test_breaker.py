"""A partner that lets us wait lets us wait once."""

from journal import breaker as module
from journal.breaker import Breaker


def at(monkeypatch, seconds):
    monkeypatch.setattr(module.time, "monotonic", lambda: seconds)


def test_it_is_open_for_a_while_after_a_wait_and_then_closed_by_itself(monkeypatch):
    at(monkeypatch, 100.0)
    breaker = Breaker(5.0)
    assert not breaker.is_open()
    breaker.trip()
    at(monkeypatch, 104.9)
    assert breaker.is_open()
    at(monkeypatch, 105.0)
    assert not breaker.is_open()


def test_a_partner_that_has_answered_is_asked_again(monkeypatch):
    at(monkeypatch, 100.0)
    breaker = Breaker(5.0)
    breaker.trip()
    breaker.reset()
    assert not breaker.is_open()
