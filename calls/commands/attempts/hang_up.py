from django.db import transaction

from accounts.models import User
from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.models import Attempt, Call
from calls.refusals import CallHasMovedOn
from telephony.commands.mark_leg_heard import mark_leg_heard
from telephony.models import Room


@transaction.atomic
def hang_up(call: Call, *, agent: User) -> None:
    """The agent ends the conversation, or stops the telephone from ringing.

    The wrap-up begins at once; the legs are ended as soon as this is committed. Whoever hangs up has heard who
    answered: the machine's verdict that may still come is ignored. Refuses (CallHasMovedOn) when the agent has no
    line on this call.
    """
    theirs = Attempt.objects.filter(call=call, call__held_by=agent, ended_at=None)
    # The room before the attempt, like news about its legs: the other order would be a deadlock.
    Room.objects.select_for_update().filter(pk__in=list(theirs.values_list("room_id", flat=True))).first()
    attempt = theirs.select_for_update(of=("self",)).select_related("room").first()
    if attempt is None or attempt.hung_up_at:
        raise CallHasMovedOn
    mark_leg_heard(Attempt.objects.filter(pk=attempt.pk).values("room"))
    start_wrap_up(attempt)
