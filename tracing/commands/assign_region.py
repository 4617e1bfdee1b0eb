from django.db import transaction

from accounts.models import Region, User
from tracing.commands.take_up_report import take_up_report
from tracing.models import Case, LabReport
from tracing.rules.lab_result import LabResult


@transaction.atomic
def assign_region(report: LabReport, *, region: Region, by: User) -> Case:
    """Somebody has found out which region a positive report belongs to: it goes on as if we had known.

    Refuses with ReportHasMovedOn when somebody else was faster; nothing is changed then.
    """
    return take_up_report(report, LabResult.from_json(report.understood), region=region, by=by)
