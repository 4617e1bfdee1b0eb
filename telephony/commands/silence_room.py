from django.utils import timezone

from journal.announce import announce
from journal.steps import step
from telephony.events import RoomSilenced
from telephony.limits import HANGING_UP
from telephony.models import Room
from telephony.states import ENDED_LEGS, Fault, LegState


@step
def silence_room(room: Room, *, fault: Fault | None = None) -> None:
    """The conversation is over: every leg that may still live is to be hung up.

    One that was never placed is cancelled instead, for `fault` if it has one. Announces it, so that they are hung up as
    soon as this is committed.
    """
    now = timezone.now()
    planned = room.legs.filter(state=LegState.PLANNED, provider_ref=None)
    planned.update(state=LegState.CANCELLED, ended_at=now, check_at=None, fault=fault or "")
    living = room.legs.exclude(state__in=ENDED_LEGS)
    if living.update(hang_up_wanted=True, check_at=now + HANGING_UP):
        announce(RoomSilenced(region_id=room.region_id, room_id=room.pk))
