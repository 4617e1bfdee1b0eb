from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from workforce.events import HandRaised
from workforce.models import Presence
from workforce.refusals import SignOnFirst
from workforce.states import AgentState


@transaction.atomic
def raise_hand(agent: User, *, now: datetime | None = None) -> None:
    """An agent asks a supervisor for help. A hand that is up stays up since then; offline: SignOnFirst."""
    presence = Presence.objects.locked(agent)
    if presence.state == AgentState.OFFLINE:
        raise SignOnFirst
    if presence.hand_raised_at is None:
        presence.hand_raised_at = now or timezone.now()
        presence.save(update_fields=["hand_raised_at"])
        announce(HandRaised(region_id=presence.region_id, agent_id=agent.pk), by=agent)
