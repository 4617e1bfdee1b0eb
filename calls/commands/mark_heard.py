from django.db import transaction
from django.utils import timezone

from calls.models import Attempt, Call


@transaction.atomic
def mark_heard(call: Call) -> None:
    """From now on the agent knows who speaks: a question was answered, or they hung up on what they heard.

    A machine's verdict that comes afterwards is ignored. One guarded UPDATE: the first time only, and only while
    somebody has answered and the attempt is open, so an answer filled in while it still rings says nothing.
    """
    unheard = Attempt.objects.filter(call=call, ended_at=None, heard_at=None, answered_at__isnull=False)
    unheard.update(heard_at=timezone.now())
