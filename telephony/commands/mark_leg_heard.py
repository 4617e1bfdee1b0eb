from django.db import transaction
from django.utils import timezone

from telephony.models import Leg, Room
from telephony.states import LegRole


@transaction.atomic
def mark_leg_heard(room: Room) -> None:
    """From now on somebody knows that a person speaks on the citizen's leg of this room.

    A machine's verdict that comes afterwards is ignored. One guarded UPDATE: the first time only, and only once
    somebody has answered, so an answer filled in while it still rings says nothing.
    """
    citizens = Leg.objects.filter(room=room, role=LegRole.CITIZEN)
    citizens.filter(heard_at=None, answered_at__isnull=False, is_machine=False).update(
        heard_at=timezone.now()
    )
