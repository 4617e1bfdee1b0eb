from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Call
from calls.refusals import CallIsUnderWay
from workforce.commands.change_presence import change_presence
from workforce.commands.keep_alive import keep_alive
from workforce.models import Presence
from workforce.states import AgentState


@transaction.atomic
def go_ready(agent: User, *, now: datetime | None = None) -> Call | None:
    """An agent asks for calls, and is offered the next one at once if there is any.

    1. From offline or paused, become ready; who is ready already stays so. With a call on the screen:
       CallIsUnderWay.
    2. Offer the next call.

    Returns the call that they were offered, if any.
    """
    now = now or timezone.now()
    presence = Presence.objects.locked(agent)
    if Call.objects.held_by(agent).exists():
        raise CallIsUnderWay
    if presence.state != AgentState.READY:
        change_presence(agent.pk, AgentState.READY, by=agent, now=now)
        keep_alive(agent, now=now)
    return offer_next_call(agent, now=now)
