from django.db import transaction

from accounts.events import SignedOut
from calls.commands.agents.sign_off import sign_off
from workforce.models import Presence


@transaction.atomic
def leave_desk(news: SignedOut) -> None:
    """Somebody signs out: if they are an agent, no more calls are offered to them.

    Refused with CallIsUnderWay in the middle of a call: the citizen would stay on the line, with nobody listening.
    """
    presence = Presence.objects.select_related("agent").filter(agent_id=news.user_id).first()
    if presence is not None:
        sign_off(presence.agent, by=presence.agent)
