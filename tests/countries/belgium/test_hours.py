"""A region's calling hours, when Belgium is loaded again."""

from datetime import date, time

import pytest

from accounts.models import Region
from telephony.models import CallingHours

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
