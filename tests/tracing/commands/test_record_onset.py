"""When the first symptoms began."""

from datetime import date

import pytest

from tests.factories import accounts, tracing
from tracing.commands.record_onset import record_onset

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told", "kept"),
    [("2026-01-05", date(2026, 1, 5)), ("", None), ("2026-02-30", None), ("2999-01-01", None)],
)
def test_a_possible_day_is_kept(told, kept):
    case = tracing.case(tracing.region("1000"))
    record_onset(run=tracing.run_about(case), by=accounts.agent(case.region), date=told)
    case.refresh_from_db()
    assert case.onset_date == kept
