"""A positive report has a region."""

import pytest

from journal.models import Entry
from tests.factories import tracing
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.commands.take_up_report import take_up_report
from tracing.refusals import ReportHasMovedOn

pytestmark = pytest.mark.django_db


def test_a_case_is_announced_by_ids_only():
    case = tracing.case(tracing.region("1000"))
    entry = Entry.objects.get(name="tracing.case_opened")
    assert entry.facts == {"region_id": case.region_id, "case_id": case.pk}


def test_a_report_is_taken_up_once():
    region, result = tracing.region("1000"), tracing.result()
    report, _ = receive_lab_report(result, laboratory=tracing.laboratory())
    with pytest.raises(ReportHasMovedOn):
        take_up_report(report, result, region=region)
