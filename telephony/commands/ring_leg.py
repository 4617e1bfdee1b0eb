from django.utils import timezone

from journal.announce import announce
from journal.steps import step
from telephony.events import LegPlanned
from telephony.models import Leg
from telephony.states import LegState


@step
def ring_leg(leg: Leg) -> bool:
    """A leg that was planned for later is rung now. False if it was already, or is not wanted any more.

    One guarded UPDATE, so that it is ordered once however often this is asked for.
    """
    waiting = Leg.objects.filter(pk=leg.pk, state=LegState.PLANNED, check_at=None, hang_up_wanted=False)
    if not waiting.update(check_at=timezone.now()):
        return False
    announce(LegPlanned(region_id=leg.region_id, leg_id=leg.pk))
    return True
