from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from tracing.events import CaseChanged
from tracing.models import Case
from tracing.refusals import CaseHasMovedOn
from tracing.states import CaseState, ClosedReason, ToldBy


@transaction.atomic
def close_case(case: Case, *, by: User, reason: str = "") -> None:
    """The field team is done with a case on its list. Without a reason it was interviewed, and is completed.

    Refuses with CaseHasMovedOn a case that is not, or no longer, on the list.
    """
    if case.state != CaseState.WITH_FIELD_TEAM:
        raise CaseHasMovedOn
    if reason:
        case.move_to(CaseState.CLOSED, closed_reason=ClosedReason(reason), closed_at=timezone.now())
    else:
        case.move_to(CaseState.COMPLETED, told_by=ToldBy.VISIT, closed_at=timezone.now())
    announce(CaseChanged(region_id=case.region_id, case_id=case.pk, state=case.state), by=by)
