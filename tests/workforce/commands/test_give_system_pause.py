import pytest

from tests.factories.accounts import region
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import system_pauses
from workforce.models import PauseReason

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", sorted(system_pauses()))
def test_every_system_pause_is_made_once_a_region_in_four_languages(code):
    here, there = region(), region()
    reason = give_system_pause(here.pk, code)
    assert give_system_pause(here.pk, code) == reason != give_system_pause(there.pk, code)
    assert reason.is_system
    assert set(reason.labels) == {"fr", "nl", "de", "en"}


def test_what_a_region_has_changed_stays():
    here = region()
    code = next(iter(system_pauses()))
    PauseReason.objects.filter(pk=give_system_pause(here.pk, code).pk).update(max_minutes=3)
    assert give_system_pause(here.pk, code).max_minutes == 3
