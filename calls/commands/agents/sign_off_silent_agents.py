from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from calls.commands.agents.sign_off import sign_off
from calls.models import Call
from calls.states import HELD_CALLS, CallState
from journal.sweeping import sweep
from workforce.models import Presence
from workforce.states import AgentState

UNDER_WAY = tuple(state for state in HELD_CALLS if state != CallState.OFFERED)


def sign_off_silent_agents(*, now: datetime | None = None) -> int:
    """Sign off agents whose screen was not heard of for settings.SILENT_AGENT_SECONDS. Returns how many.

    Nobody is signed off in the middle of a call: a browser that crashed comes back to it.
    """
    now = now or timezone.now()
    silent = Q(seen_at=None) | Q(seen_at__lt=now - timedelta(seconds=settings.SILENT_AGENT_SECONDS))
    in_a_call = Call.objects.filter(state__in=UNDER_WAY).values("held_by")
    gone = Presence.objects.filter(silent).exclude(state=AgentState.OFFLINE).exclude(agent__in=in_a_call)
    gone = gone.select_related("agent")
    return sweep(gone, lambda presence: sign_off(presence.agent, now=now), left="still signed on, presence")
