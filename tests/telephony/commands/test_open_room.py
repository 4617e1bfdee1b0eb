import pytest

from telephony.commands.open_room import open_room
from tests.factories.accounts import region

pytestmark = pytest.mark.django_db


def test_every_room_has_a_name_of_its_own():
    here = region()
    one, other = open_room(here), open_room(here)
    assert one.region == here
    assert one.key != other.key


def test_a_callers_room_waits_for_its_region():
    assert open_room(None).region is None
