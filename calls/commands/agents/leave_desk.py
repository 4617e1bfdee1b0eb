from django.db import transaction

from accounts.events import SignedOut
from calls.commands.agents.sign_off import sign_off
from calls.refusals import CallIsUnderWay
from workforce.models import Presence


@transaction.atomic
def leave_desk(news: SignedOut) -> None:
    """Somebody signed out: if they are an agent, no more calls are offered to them.

    A conversation under way is not cut off; its screen is gone, so the supervisor sees the agent fall silent.
    """
    presence = Presence.objects.select_related("agent").filter(agent_id=news.user_id).first()
    if presence is None:
        return
    try:
        sign_off(presence.agent, by=presence.agent)
    except CallIsUnderWay:
        return
