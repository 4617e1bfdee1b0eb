from datetime import datetime

from django.db import transaction

from accounts.models import User
from calls.commands.change_presence import change_presence
from calls.commands.return_offer import return_offer
from calls.models import Call, Presence
from calls.refusals import CallIsUnderWay
from calls.states import AgentState, CallState


@transaction.atomic
def sign_off(agent: User, *, now: datetime | None = None) -> None:
    """An agent leaves the desk. An offer on their screen goes back; a call under way does not: CallIsUnderWay."""
    offer = Call.objects.held_by(agent).filter(state=CallState.OFFERED).first()
    if offer:
        return_offer(offer, AgentState.OFFLINE)
        return
    state = Presence.objects.locked(agent).state
    if state in (AgentState.READY, AgentState.PAUSED):
        change_presence(agent.pk, AgentState.OFFLINE, now=now)
    elif state != AgentState.OFFLINE:
        raise CallIsUnderWay
