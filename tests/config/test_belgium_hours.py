"""A region's calling hours, when Belgium is loaded again."""

from datetime import date, time

import pytest

from accounts.models import CallingHours, Region

pytestmark = pytest.mark.django_db


def test_a_region_with_hours_of_its_own_gets_none_beside_them(load):
    load()
    region = Region.objects.get(code="BX")
    region.calling_hours.all().delete()
    CallingHours.objects.create(
        region=region, day=0, opens=time(10), closes=time(16), valid_from=date(2026, 1, 1)
    )
    printed = load()
    assert region.calling_hours.count() == 1
    assert printed[0].startswith('Region BX, hours of Monday: the database has "10:00-16:00 from 2026-01-01"')
    assert printed[1].startswith(
        "Region BX, hours of Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, "
    )
    assert printed[-1] == "Added 0 rows, 2 differ"


def test_the_demonstration_does_not_open_a_region_that_has_hours_round_the_clock(load):
    load()
    printed = load(demo=True)
    assert set(CallingHours.objects.values_list("opens", "closes")) == {(time(8), time(20))}
    assert sum("hours of Monday, Tuesday," in line for line in printed) == 4


def test_the_demonstrations_hours_stay_when_it_is_loaded_without_its_people(load):
    load(demo=True)
    load()
    assert set(CallingHours.objects.values_list("opens", "closes")) == {(time(0), time(23, 59, 59))}
