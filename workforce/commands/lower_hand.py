from django.db import transaction

from accounts.models import User
from journal.announce import announce
from workforce.events import HandLowered
from workforce.models import Presence


@transaction.atomic
def lower_hand(agent: User, *, by: User) -> None:
    """The agent's question is answered, says the agent or the supervisor: `by`."""
    presence = Presence.objects.locked(agent)
    if presence.hand_raised_at is not None:
        presence.hand_raised_at = None
        presence.save(update_fields=["hand_raised_at"])
        announce(HandLowered(region_id=presence.region_id, agent_id=agent.pk), by=by)
