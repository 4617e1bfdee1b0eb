"""The shape of news."""

from tests.journal.news import BellRang


def test_an_event_is_named_by_its_app_and_what_happened():
    assert BellRang.name() == "tests.bell_rang"


def test_a_room_of_nobody_is_left_out():
    assert list(BellRang(region_id=7).rooms()) == ["floor:7"]
    assert list(BellRang(region_id=7, user_id=3).rooms()) == ["floor:7", "user:3"]
