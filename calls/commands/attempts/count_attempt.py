from django.db.models import F

from calls.models import Attempt, Call
from calls.states import Outcome
from journal.steps import step
from telephony.models import Leg


@step
def count_attempt(attempt: Attempt, citizen: Leg) -> None:
    """An attempt counts against the person once their line rang, was busy or answered, or its number is dead.

    1. Nothing follows from a line that never rang, nor twice from one that did.
    2. What ended as our own failure stays so, whatever is heard of its line afterwards.
    3. The call counts its attempts when they end. One that had ended before we heard that it rang is added now.

    `attempt` is locked by the caller.
    """
    if attempt.is_counted or not citizen.was_rung:
        return
    uncounted = Attempt.objects.filter(pk=attempt.pk, is_counted=False).exclude(outcome=Outcome.NOT_PLACED)
    # Only an ended attempt's call is touched: whoever wraps up an open one holds the call and waits for the attempt,
    # which we hold.
    if uncounted.update(is_counted=True) and attempt.ended_at:
        Call.objects.filter(pk=attempt.call_id).update(attempts_made=F("attempts_made") + 1)
