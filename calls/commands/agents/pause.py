from datetime import datetime

from django.db import transaction

from accounts.models import User
from calls.models import Call
from calls.refusals import CallIsUnderWay
from workforce.commands.change_presence import change_presence
from workforce.models import PauseReason, Presence
from workforce.refusals import ChooseAReason
from workforce.states import AgentState


@transaction.atomic
def pause(agent: User, *, reason: PauseReason | None, now: datetime | None = None) -> Presence:
    """An agent takes no calls for a while, for a `reason` that agents may choose; else ChooseAReason.

    With a call on the screen: CallIsUnderWay. An offer can be declined first; a wrap-up can end in a pause.
    """
    if reason is None or reason.is_system:
        raise ChooseAReason
    Presence.objects.locked(agent)
    if Call.objects.held_by(agent).exists():
        raise CallIsUnderWay
    return change_presence(agent.pk, AgentState.PAUSED, reason=reason, by=agent, now=now)
