from django.db import transaction

from accounts.models import User
from calls.commands.mark_heard import mark_heard
from calls.commands.start_wrap_up import start_wrap_up
from calls.models import Attempt, Call
from calls.refusals import CallHasMovedOn


@transaction.atomic
def hang_up(call: Call, *, agent: User) -> None:
    """The agent ends the conversation, or stops the telephone from ringing.

    The wrap-up begins at once; the lines are ended as soon as this is committed. Whoever hangs up has heard who
    answered: the machine's verdict that may still come is ignored. Refuses (CallHasMovedOn) when the agent has no
    line on this call.
    """
    attempt = Attempt.objects.select_for_update().filter(call=call, agent=agent, ended_at=None).first()
    if attempt is None or attempt.hung_up_at:
        raise CallHasMovedOn
    mark_heard(call)
    start_wrap_up(attempt)
