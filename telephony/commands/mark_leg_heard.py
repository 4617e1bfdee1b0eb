from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from telephony.models import Leg
from telephony.states import LegRole


@transaction.atomic(savepoint=False)
def mark_leg_heard(rooms: QuerySet) -> None:
    """From now on somebody knows that a person speaks on the citizen's leg of these rooms.

    `rooms` is a query of their ids, so that it costs one statement. A machine's verdict that comes afterwards is
    ignored. The first time only, and only once somebody has answered, so an answer filled in while it still rings
    says nothing.
    """
    citizens = Leg.objects.filter(room__in=rooms, role=LegRole.CITIZEN)
    unheard = citizens.filter(heard_at=None, answered_at__isnull=False, is_machine=False)
    unheard.update(heard_at=timezone.now())
