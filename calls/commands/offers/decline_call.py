from django.db import transaction

from accounts.models import User
from calls.commands.offers.return_offer import return_offer
from calls.models import Call
from calls.refusals import CallHasMovedOn
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import DECLINED_OFFER
from workforce.states import AgentState


@transaction.atomic
def decline_call(call: Call, *, agent: User) -> None:
    """An agent does not want the call they are offered: somebody else gets it, and they pause.

    They pause because the same call would be offered to them again at once. Refuses with CallHasMovedOn when the
    offer has ended or is not theirs.
    """
    if call.held_by_id != agent.pk:
        raise CallHasMovedOn
    reason = give_system_pause(call.region_id, DECLINED_OFFER)
    return_offer(call, AgentState.PAUSED, reason=reason, by=agent)
