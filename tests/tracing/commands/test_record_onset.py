"""When the first symptoms began."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.factories import accounts, tracing
from tracing.commands.record_onset import record_onset

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "kept"),
    [("2026-01-05", date(2026, 1, 5)), ("", None), ("2026-02-30", None), ("2999-01-01", None), (" ", None)],
)
def test_a_possible_day_is_kept(told, kept):
    case = tracing.case(tracing.region("1000"))
    record_onset(run=tracing.run_about(case), by=accounts.agent(case.region), date=told)
    case.refresh_from_db()
    assert case.onset_date == kept


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_regions(zone):
    case = tracing.case(tracing.region("1000", time_zone=zone))
    run, by, here = (
        tracing.run_about(case),
        accounts.agent(case.region),
        timezone.localdate(None, ZoneInfo(zone)),
    )
    for day in (here + timedelta(days=1), here):
        record_onset(run=run, by=by, date=day.isoformat())
        case.refresh_from_db()
        assert case.onset_date == (here if day == here else None)
