from datetime import datetime
from uuid import UUID

from accounts.models import User
from journal.announce import announce
from journal.sealed import blind_index
from journal.steps import step
from telephony.events import LegPlanned
from telephony.models import Leg, Room
from telephony.states import LegRole


@step
def plan_leg(
    room: Room,
    *,
    role: LegRole,
    to: str,
    at: datetime | None = None,
    user: User | None = None,
    subject: UUID | None = None,
    language: str = "",
) -> Leg:
    """Somebody is to be rung and let into the room: `to` is E.164, or client:name for a browser.

    `at` (aware) is when; None leaves it until `ring_leg` says so. `user` is who of us talks on it, `subject` the
    opaque key of whom it is about. Announces a leg that is due, so that it is placed once this is committed.
    """
    leg = Leg.objects.create(
        room=room,
        region=room.region,
        role=role,
        to=to,
        to_index=blind_index(to) if to.startswith("+") else None,
        user=user,
        subject=subject,
        language=language,
        check_at=at,
    )
    if at is not None:
        announce(LegPlanned(region_id=leg.region_id, leg_id=leg.pk))
    return leg
