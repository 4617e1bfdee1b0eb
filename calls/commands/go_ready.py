from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.change_presence import change_presence
from calls.commands.keep_alive import keep_alive
from calls.commands.offer_next_call import offer_next_call
from calls.models import Presence
from calls.refusals import CallIsUnderWay
from calls.states import AgentState


@transaction.atomic
def go_ready(agent: User, *, now: datetime | None = None) -> Presence:
    """An agent asks for calls, and is offered the next one at once if there is any.

    1. From offline or paused, become ready; who is ready already stays so. With a call on the screen:
       CallIsUnderWay.
    2. Offer the next call.

    Returns where the agent stands then: ready, or reserved.
    """
    now = now or timezone.now()
    state = Presence.objects.locked(agent).state
    if state in (AgentState.OFFLINE, AgentState.PAUSED):
        change_presence(agent.pk, AgentState.READY, now=now)
        keep_alive(agent, now=now)
    elif state != AgentState.READY:
        raise CallIsUnderWay
    offer_next_call(agent, now=now)
    return Presence.objects.locked(agent)
