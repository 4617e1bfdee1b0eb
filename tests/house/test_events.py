"""Events carry ids and codes only: they are broadcast, and they lie in the journal for ever."""

import typing
from dataclasses import fields
from importlib import import_module

import pytest

from journal.events import Event

for app in ("accounts", "scenarios", "elearning", "telephony", "workforce", "calls", "tracing"):
    import_module(f"{app}.events")

CODES = {"state", "step", "outcome", "disposition", "reason", "ref", "role"}


def all_events(kind=Event):
    for event in kind.__subclasses__():
        yield event
        yield from all_events(event)


@pytest.mark.parametrize(
    "event", sorted(all_events(), key=lambda event: event.name()), ids=lambda event: event.name()
)
def test_an_event_carries_ids_and_codes_only(event):
    hints = typing.get_type_hints(event)
    for field in fields(event):
        assert field.name.endswith("_id") or field.name in CODES, f"{event.name()}.{field.name}"
        assert hints[field.name] in (int, str, int | None), f"{event.name()}.{field.name}"


@pytest.mark.parametrize(
    "event", sorted(all_events(), key=lambda event: event.name()), ids=lambda event: event.name()
)
def test_an_event_reaches_rooms_that_exist(event):
    assert all(room in ("floor:{region_id}", "user:{agent_id}", "user:{user_id}") for room in event.audience)
