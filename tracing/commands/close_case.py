from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from tracing.events import CaseChanged
from tracing.models import Case
from tracing.refusals import CaseHasMovedOn
from tracing.states import CaseState, ClosedReason


@transaction.atomic
def close_case(case: Case, *, by: User, reason: str = "") -> None:
    """The field team is done with a case on its list. Without a reason it was interviewed, and is completed.

    Refuses with CaseHasMovedOn a case that is not, or no longer, on the list.
    """
    if case.state != CaseState.WITH_FIELD_TEAM:
        raise CaseHasMovedOn
    outcome = CaseState.CLOSED if reason else CaseState.COMPLETED
    closed_reason = ClosedReason(reason) if reason else ""
    case.move_to(outcome, closed_reason=closed_reason, closed_at=timezone.now())
    announce(CaseChanged(region_id=case.region_id, case_id=case.pk, state=case.state), by=by)
