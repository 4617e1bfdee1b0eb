"""What the apps above ask: which pauses there are, and how an agent's time was spent."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from workforce.models import PauseReason, Presence, TimeInState
from workforce.refusals import ChooseAReason


def presence_of(agent: User) -> Presence:
    """What the agent says of themselves; `sign_on` made the row when the desk was opened."""
    return Presence.objects.select_related("reason", "region").get(agent=agent)


def pause_reasons(agent: User) -> QuerySet[PauseReason]:
    """The reasons that an agent of this region may choose from."""
    return PauseReason.objects.in_force(agent.region).filter(is_system=False)


def pause_reason(agent: User, code: str) -> PauseReason:
    """The reason of that code if the agent may choose it, else ChooseAReason."""
    reason = pause_reasons(agent).filter(code=code).first()
    if reason is None:
        raise ChooseAReason
    return reason


def time_by_state(agent: User, since: datetime, until: datetime) -> dict[str, timedelta]:
    """How long the agent was in each state between two moments (aware); what began before counts from `since` on.

    Stretches do not overlap, so of those that began before `since` only the last can reach beyond it: two ranges of
    one index, however long the agent has worked here.
    """
    theirs = TimeInState.objects.filter(agent=agent, began_at__lt=until)
    last_before = theirs.filter(began_at__lt=since).order_by("-began_at").values("began_at")[:1]
    stretches = theirs.filter(
        Q(ended_at=None) | Q(ended_at__gt=since), began_at__gte=Coalesce(Subquery(last_before), since)
    )
    spent: defaultdict[str, timedelta] = defaultdict(timedelta)
    for state, began_at, ended_at in stretches.values_list("state", "began_at", "ended_at"):
        spent[state] += min(ended_at or until, until) - max(began_at, since)
    return dict(spent)
