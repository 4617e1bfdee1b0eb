from django.db import transaction

from accounts.models import Region, User
from journal.announce import announce
from tracing.commands.call_or_visit import call_or_visit
from tracing.commands.open_case import open_case
from tracing.commands.register_person import register_person
from tracing.events import CaseOpened
from tracing.models import Case, LabReport
from tracing.rules.lab_result import LabResult
from tracing.states import ReportState


@transaction.atomic(savepoint=False)
def take_up_report(report: LabReport, result: LabResult, *, region: Region, by: User | None = None) -> Case:
    """A positive report has a region: from here on somebody sees to it.

    1. Find the person, or register them.
    2. Open a case, unless this person already has one open.
    3. Write down which case the report belongs to, and whom it is about.
    4. For a new case, queue the first interview (without telephone or campaign: the field team's at once) and
       announce it, so the floor sees it.
    """
    person = register_person(result.patient, region=region)
    case, was_opened = open_case(person, report.disease, specimen_date=report.specimen_date)
    outcome = ReportState.OPENED_CASE if was_opened else ReportState.JOINED_CASE
    report.move_to(outcome, case=case, region=region, subject=person.key)
    if was_opened:
        call_or_visit(case, by=by)
        announce(CaseOpened(region_id=region.pk, case_id=case.pk), by=by)
    return case
