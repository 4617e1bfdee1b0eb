from datetime import datetime

from django.db import transaction
from django.utils import timezone

from calls.events import CallQueued
from calls.models import Call
from calls.states import CallState
from journal.announce import announce

BATCH = 200


def wake_due_calls(*, now: datetime | None = None) -> int:
    """Queue every waiting call whose time has come, in batches. Returns how many."""
    now = now or timezone.now()
    woken = 0
    while batch := _wake_batch(now):
        woken += batch
    return woken


@transaction.atomic
def _wake_batch(now: datetime) -> int:
    """Queue up to BATCH due calls, leaving out those that another worker is waking."""
    due = Call.objects.filter(state=CallState.WAITING, due_at__lte=now).order_by("due_at")
    calls = list(due.select_for_update(skip_locked=True, no_key=True).defer("phone")[:BATCH])
    woken = Call.objects.filter(pk__in=[call.pk for call in calls])
    woken.update(state=CallState.QUEUED, state_since=now)
    for call in calls:
        announce(CallQueued(region_id=call.region_id, call_id=call.pk, lane_id=call.lane_id))
    return len(calls)
