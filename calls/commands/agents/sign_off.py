from datetime import datetime

from django.db import transaction

from accounts.models import User
from calls.commands.offers.return_offer import return_offer
from calls.models import Call
from calls.refusals import CallIsUnderWay
from calls.states import CallState
from workforce.commands.change_presence import change_presence
from workforce.models import Presence
from workforce.states import AgentState


@transaction.atomic
def sign_off(agent: User, *, by: User | None = None, now: datetime | None = None) -> None:
    """An agent leaves the desk. An offer on their screen goes back; a call under way does not: CallIsUnderWay.

    `by` is who wanted it, None for the system.
    """
    offer = Call.objects.held_by(agent).filter(state=CallState.OFFERED).first()
    if offer:
        return_offer(offer, AgentState.OFFLINE, by=by, now=now)
        return
    presence = Presence.objects.locked(agent)
    if Call.objects.held_by(agent).exists():
        raise CallIsUnderWay
    if presence.state != AgentState.OFFLINE:
        change_presence(agent.pk, AgentState.OFFLINE, by=by, now=now)
