from journal.announce import announce
from journal.sealed import Kind, blind_index
from journal.steps import step
from telephony.events import LegPlanned
from telephony.models import Leg, Room


@step
def plan_legs(room: Room, *legs: Leg) -> None:
    """Somebody is to be rung and let into the room: one leg for each, all in one insert.

    A new leg says its `role`; `to`, E.164 or client:name for a browser; `user`, who of us talks on it; else `subject`,
    the opaque key of whom it is about, and their `language`. `check_at` (aware) is when it is rung; None leaves it
    until `ring_leg` says so. Announces those that are due, so that they are placed once this is committed.
    """
    for leg in legs:
        leg.room, leg.region = room, room.region
        leg.to_index = blind_index(Kind.PHONE, leg.to) if leg.to.startswith("+") else None
    Leg.objects.bulk_create(legs)
    for leg in legs:
        if leg.check_at is not None:
            announce(LegPlanned(region_id=leg.region_id, leg_id=leg.pk))
