from django.db import transaction
from django.utils import timezone

from accounts.models import User
from tracing.commands.move_subject import move_subject
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
        how = {"closed_reason": ClosedReason(reason)}
        move_subject(case, CaseState.CLOSED, by=by, closed_at=timezone.now(), **how)
    else:
        move_subject(case, CaseState.COMPLETED, by=by, closed_at=timezone.now(), told_by=ToldBy.VISIT)
