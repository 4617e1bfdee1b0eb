import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from calls.commands.sign_off import sign_off
from calls.models import Presence
from calls.states import AgentState
from journal.refusals import Refusal

WITHOUT_A_CONVERSATION = (AgentState.READY, AgentState.RESERVED, AgentState.PAUSED)
log = logging.getLogger(__name__)


def sign_off_silent_agents(*, now: datetime | None = None) -> int:
    """Sign off agents whose screen was not heard of for settings.SILENT_AGENT_SECONDS. Returns how many.

    Nobody is signed off in the middle of a call: a browser that crashed comes back to it.
    """
    now = now or timezone.now()
    silent = Q(seen_at=None) | Q(seen_at__lt=now - timedelta(seconds=settings.SILENT_AGENT_SECONDS))
    gone = Presence.objects.filter(silent, state__in=WITHOUT_A_CONVERSATION).select_related("agent")
    return sum(signed_off(presence.agent, now) for presence in gone)


def signed_off(agent: User, now: datetime) -> bool:
    """Whether the agent could be signed off; not if they accepted a call in this very moment."""
    try:
        sign_off(agent, now=now)
    except Refusal as refusal:
        log.info("agent %s stays signed on: %s", agent.pk, refusal.code)
        return False
    return True
