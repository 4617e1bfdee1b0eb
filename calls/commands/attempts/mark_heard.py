from django.db import transaction

from calls.models import Attempt, Call
from telephony.commands.mark_leg_heard import mark_leg_heard


@transaction.atomic(savepoint=False)
def mark_heard(call: Call) -> None:
    """From now on the agent knows who speaks: a question was answered, so no machine's verdict counts any more."""
    mark_leg_heard(Attempt.objects.filter(call=call, ended_at=None).values("room"))
