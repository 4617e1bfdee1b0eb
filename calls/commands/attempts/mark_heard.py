from django.db import transaction

from calls.models import Attempt, Call
from telephony.commands.mark_leg_heard import mark_leg_heard


@transaction.atomic
def mark_heard(call: Call) -> None:
    """From now on the agent knows who speaks: a question was answered, so no machine's verdict counts any more."""
    attempt = Attempt.objects.filter(call=call, ended_at=None).select_related("room").first()
    if attempt is not None:
        mark_leg_heard(attempt.room)
