from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.refusals import NotYours
from workforce.models import Presence
from workforce.states import AgentState


@transaction.atomic
def sign_on(agent: User, *, now: datetime | None = None) -> Presence:
    """An agent sits down at the desk. They stay offline until they say that they are ready.

    An agent whose page is loaded again is left as they are. Refuses with NotYours somebody without a region.
    """
    now = now or timezone.now()
    if agent.region is None:
        raise NotYours
    Presence.objects.get_or_create(agent=agent, defaults={"region": agent.region, "since": now})
    presence = Presence.objects.locked(agent)
    presence.seen_at = now
    if presence.state == AgentState.OFFLINE:
        presence.signed_on_at = now
        presence.region = agent.region
    presence.save(update_fields=["seen_at", "signed_on_at", "region"])
    return presence
