from django.db import transaction

from accounts.models import User
from calls.commands.start_wrap_up import start_wrap_up
from calls.models import Attempt, Call
from calls.refusals import CallHasMovedOn


@transaction.atomic
def hang_up(call: Call, *, agent: User) -> None:
    """The agent ends the conversation, or stops the telephone from ringing.

    The wrap-up begins at once; the lines are ended as soon as this is committed. Refuses (CallHasMovedOn) when the
    agent has no line on this call.
    """
    attempt = Attempt.objects.select_for_update().filter(call=call, agent=agent, ended_at=None).first()
    if attempt is None or attempt.hung_up_at:
        raise CallHasMovedOn
    start_wrap_up(attempt)
