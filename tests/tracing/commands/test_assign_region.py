"""Somebody has found out which region a report belongs to."""

import pytest

from calls.models import Call
from tests.factories import accounts, tracing
from tracing.commands.assign_region import assign_region
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.models import LabReport
from tracing.refusals import ReportHasMovedOn
from tracing.states import CaseState

pytestmark = pytest.mark.django_db


def test_it_goes_on_as_if_we_had_known():
    region = tracing.region("1000")
    somebody = accounts.supervisor(region)
    result = tracing.result(patient={"postcode": "9999"})
    report, _ = receive_lab_report(result, laboratory=tracing.laboratory())
    again = LabReport.objects.get()

    case = assign_region(report, region=region, by=somebody)
    assert (case.region, case.state, case.person.first_name) == (region, CaseState.NEW, "Chloé")
    assert Call.objects.get().region == region
    with pytest.raises(ReportHasMovedOn):
        assign_region(again, region=region, by=somebody)
    assert receive_lab_report(result, laboratory=report.laboratory)[0].case == case
