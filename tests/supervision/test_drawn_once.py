"""A part of the floor is drawn once for all who stand on it, and again whenever it may have changed."""

from django.utils.safestring import SafeString
from django.utils.translation import override

from accounts.models import User
from supervision import drawn_once as module
from supervision.drawn_once import drawn_once


class Drawing:
    """How often it was drawn is what it shows."""

    times = 0

    def __call__(self):
        self.times += 1
        return SafeString(f"drawing {self.times}")


def on_floor(monkeypatch, region_id, number=1):
    """A supervisor of the region; its room was sent so many frames, and time stands still."""
    monkeypatch.setattr(module, "_sheets", {})
    monkeypatch.setattr(module.time, "monotonic", lambda: 100.0)
    monkeypatch.setattr(module, "last_number", lambda _room: number)
    return User(region_id=region_id)


def test_colleagues_share_one_drawing(monkeypatch):
    bruno, draw = on_floor(monkeypatch, 1), Drawing()
    shown = {drawn_once("agents", who, draw) for who in (bruno, bruno, User(region_id=1))}
    assert shown == {"drawing 1"}


def test_another_region_another_part_and_another_language_share_nothing(monkeypatch):
    bruno, draw = on_floor(monkeypatch, 1), Drawing()
    drawn_once("agents", bruno, draw)
    assert drawn_once("agents", User(region_id=2), draw) == "drawing 2"
    assert drawn_once("queue", bruno, draw) == "drawing 3"
    with override("de"):
        assert drawn_once("agents", bruno, draw) == "drawing 4"
    assert drawn_once("agents", bruno, draw) == "drawing 1"


def test_after_a_nudge_it_is_drawn_again(monkeypatch):
    bruno, draw = on_floor(monkeypatch, 1), Drawing()
    drawn_once("agents", bruno, draw)
    monkeypatch.setattr(module, "last_number", lambda _room: 2)
    assert drawn_once("agents", bruno, draw) == "drawing 2"


def test_whoever_changed_it_sees_the_change_before_any_nudge(monkeypatch):
    bruno, draw = on_floor(monkeypatch, 1), Drawing()
    drawn_once("agents", bruno, draw)
    assert drawn_once("agents", bruno, draw, is_changed=True) == "drawing 2"


def test_it_is_not_kept_for_long(monkeypatch):
    bruno, draw = on_floor(monkeypatch, 1), Drawing()
    drawn_once("agents", bruno, draw)
    monkeypatch.setattr(module.time, "monotonic", lambda: 100.0 + module.KEPT_FOR)
    assert drawn_once("agents", bruno, draw) == "drawing 2"


def test_while_redis_is_away_nothing_is_kept(monkeypatch):
    bruno, draw = on_floor(monkeypatch, 1, number=None), Drawing()
    assert [drawn_once("agents", bruno, draw) for _time in range(2)] == ["drawing 1", "drawing 2"]
