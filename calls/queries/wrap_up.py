"""The call that an agent is about to say something about."""

from calls.models import Attempt, Call
from calls.refusals import CallHasMovedOn
from calls.states import CallState


def call_in_wrap_up(call: Call, agent_id: int) -> Call:
    """The call, locked, with its attempts at hand, while this agent wraps it up; else CallHasMovedOn."""
    mine = Call.objects.filter(pk=call.pk, held_by=agent_id, state=CallState.WRAP_UP)
    with_rules = mine.select_related("region", "lane", "campaign__policy")
    found = with_rules.prefetch_related("attempts").select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise CallHasMovedOn
    return found


def open_attempt(call: Call) -> Attempt:
    """The attempt that has yet to end, of a call whose attempts are at hand."""
    return next(attempt for attempt in call.attempts.all() if attempt.ended_at is None)
