from django.utils import timezone

from calls.commands.place_leg import place_leg
from calls.models import Leg
from calls.states import LegState

AT_ONCE = 50


def place_waiting_legs() -> int:
    """Lines that should have been placed by now are placed: Redis lost the order, or the company was busy.

    Talks to the outside, so not in a transaction. Two sweepers at a time do no harm: a line is claimed first.
    Returns how many lines it found.
    """
    due = Leg.objects.filter(state=LegState.PLANNED, check_at__lte=timezone.now()).order_by("check_at")
    found = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for leg_id in found:
        place_leg(leg_id)
    return len(found)
