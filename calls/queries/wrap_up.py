"""The call that an agent is about to say something about."""

from calls.models import Call
from calls.refusals import CallHasMovedOn
from calls.states import CallState


def call_in_wrap_up(call: Call, agent_id: int) -> Call:
    """The call, locked, while this agent wraps it up; else CallHasMovedOn."""
    mine = Call.objects.filter(pk=call.pk, held_by=agent_id, state=CallState.WRAP_UP)
    with_rules = mine.select_related("region", "lane", "campaign__policy")
    found = with_rules.select_for_update(of=("self",), no_key=True).first()
    if found is None:
        raise CallHasMovedOn
    return found
