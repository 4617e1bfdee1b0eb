from datetime import datetime

from django.utils import timezone

from accounts.models import User
from workforce.models import Presence


def keep_alive(agent: User, *, now: datetime | None = None) -> None:
    """The agent's screen is heard of; nothing else changes."""
    Presence.objects.filter(agent=agent).update(seen_at=now or timezone.now())
