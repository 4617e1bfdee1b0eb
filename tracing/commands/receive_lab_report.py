from django.db import transaction

from accounts.models import Machine
from journal.announce import announce
from journal.inserting import insert_unless_there
from journal.sealed import Kind, blind_index
from tracing.commands.take_up_report import take_up_report
from tracing.commands.use_idempotency_key import use_idempotency_key
from tracing.events import RegionWasUnknown
from tracing.models import Disease, IdempotencyRecord, LabReport
from tracing.queries.places import region_of
from tracing.refusals import KeyWasUsedForSomethingElse, SampleHasOtherContent
from tracing.rules.lab_result import LabResult
from tracing.states import ReportState


@transaction.atomic
def receive_lab_report(
    result: LabResult,
    *,
    laboratory: Machine,
    disease: Disease | None = None,
    posted: str = "",
    idempotency_key: str = "",
) -> tuple[LabReport, bool]:
    """What happens when a laboratory posts a result. Returns the report, and whether it is new to us.

    `disease` is the row of the result's code, if the door had to look it up already.

    1. File the report, as posted. A sample we already hold changes nothing; with other content it is refused.
    2. Note the laboratory's Idempotency-Key, so that a repeat under it is recognised too.
    3. A negative result stops here, and so does what a test machine posts.
    4. Find the region by the postcode. Unknown: a person decides, from the list.
    5. Take it up there: find or register the person, open a case unless one is open, queue the first interview
       and announce it (take_up_report, the same steps that follow when a person has decided).
    """
    disease = disease or Disease.objects.get(code=result.disease)
    report, is_new = _filed(result, disease, laboratory, posted, idempotency_key)
    use_idempotency_key(idempotency_key, report=report)
    if not is_new or report.state in (ReportState.NEGATIVE, ReportState.TEST):
        return report, is_new
    region = region_of(result.patient.postcode, result.patient.country)
    if region is None:
        announce(RegionWasUnknown(report_id=report.pk))
        return report, is_new
    take_up_report(report, result, region=region)
    return report, is_new


def _filed(
    result: LabResult, disease: Disease, laboratory: Machine, posted: str, idempotency_key: str
) -> tuple[LabReport, bool]:
    """The report of this sample, and whether it is this one. Two posts at once: the second waits for the first."""
    report = LabReport(
        laboratory=laboratory,
        sample=result.sample,
        disease=disease,
        is_positive=result.is_positive,
        specimen_date=result.specimen_date,
        state=_first_state(result, laboratory),
        postcode=result.patient.postcode,
        content=posted,
        understood=result.to_json(),
        content_hash=blind_index(Kind.REPORT, result.to_json()),
    )
    if insert_unless_there(report):
        return report, True
    held = LabReport.objects.select_related("disease").get(laboratory=laboratory, sample=result.sample)
    if bytes(held.content_hash) != report.content_hash:
        was_used = IdempotencyRecord.objects.filter(laboratory=laboratory, key=idempotency_key).exists()
        raise KeyWasUsedForSomethingElse if was_used else SampleHasOtherContent
    return held, False


def _first_state(result: LabResult, laboratory: Machine) -> ReportState:
    """Where a report stands before anything follows from it; a positive one waits for its region."""
    if laboratory.is_test:
        return ReportState.TEST
    return ReportState.REGION_UNKNOWN if result.is_positive else ReportState.NEGATIVE
