from django.db import transaction

from accounts.models import User
from calls.commands.return_offer import return_offer
from calls.models import Call, PauseReason
from calls.models.campaigns import DECLINED_OFFER
from calls.refusals import CallHasMovedOn
from calls.states import AgentState


@transaction.atomic
def decline_call(call: Call, *, agent: User) -> None:
    """An agent does not want the call they are offered: somebody else gets it, and they pause.

    They pause because the same call would be offered to them again at once. Refuses with CallHasMovedOn when the
    offer has ended or is not theirs.
    """
    if call.held_by_id != agent.pk:
        raise CallHasMovedOn
    return_offer(call, AgentState.PAUSED, reason=PauseReason.of_system(DECLINED_OFFER))
