from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from telephony.limits import SMS_VALID
from telephony.models import CallingHours
from telephony.queries.validity import end_of_hours, validity_of
from tests.factories.accounts import hours, region

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = datetime(2026, 3, 2, tzinfo=BRUSSELS)


def nine_to_eight():
    home = region(is_open=False)
    hours(home, day=CallingHours.Day.MONDAY, opens=time(9), closes=time(20))
    return home


@pytest.mark.parametrize(
    ("at", "seconds"),
    [
        (time(8, 59), None),
        (time(9), SMS_VALID.total_seconds()),
        (time(19), 3600),
        (time(19, 58), 120),
        (time(19, 59), None),
        (time(20), None),
    ],
)
def test_an_sms_never_waits_into_the_evening(at, seconds):
    assert validity_of(nine_to_eight(), datetime.combine(MONDAY, at, tzinfo=BRUSSELS)) == seconds


def test_hours_until_midnight_go_on_where_the_next_day_begins_at_midnight():
    late = MONDAY + timedelta(hours=23, minutes=59)
    assert validity_of(region(), late) == SMS_VALID.total_seconds()


def test_while_nobody_may_be_disturbed_the_end_is_now():
    night = MONDAY + timedelta(hours=3)
    assert end_of_hours(nine_to_eight(), night) == night
