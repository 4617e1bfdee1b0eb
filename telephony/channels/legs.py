"""How a leg is placed, asked about, and hung up when it has lasted too long."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from journal.outbox import Channel, OutcomeUnknown, Rejected
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.commands.end_legs import end_leg
from telephony.commands.end_stray_leg import end_stray_leg
from telephony.connection import company
from telephony.limits import LOST_AFTER, RING_AGENT, RING_CITIZEN, TIME_LIMIT
from telephony.models import Leg
from telephony.port import LegNews, PlaceLeg, SeekLeg
from telephony.queries.hours import open_for_calls
from telephony.rules.phone_numbers import e164
from telephony.states import Fault, LegRole, LegState


class LegChannel(Channel[Leg, LegNews]):
    """Legs, by way of the telephone company."""

    model = Leg

    def waiting(self, now: datetime) -> QuerySet[Leg]:
        """A leg without a time waits for the agent to be on the line."""
        return super().waiting(now).filter(hang_up_wanted=False).select_related("room", "region")

    def is_wanted(self, row: Leg) -> bool:
        """The agent may have hung up meanwhile."""
        return not row.hang_up_wanted

    def send(self, row: Leg) -> LegNews:
        """Ring."""
        ref = company().place_leg(_wish_for(row))
        return LegNews(leg=row.key, ref=ref, state=LegState.DIALLING)

    def take(self, news: LegNews) -> None:
        """A second line for the same leg is hung up."""
        stray = apply_leg_news(news)
        if stray:
            end_stray_leg(stray)

    def fail(self, row: Leg, fault: str, code: str) -> None:
        """What was given up before it was placed is cancelled, not failed."""
        state = LegState.CANCELLED if row.hang_up_wanted and fault == Fault.LOST else LegState.FAILED
        self.take(LegNews(leg=row.key, ref="", state=state, fault=Fault(fault), error_code=code))

    def find(self, row: Leg) -> list[LegNews]:
        """What tells our line from others: its label in the room, else number and time."""
        assert (
            row.region is not None
        )  # whoever rings us is never looked for: their line is how we know of them
        return company().find_leg(
            SeekLeg(
                room=row.room.key,
                leg=row.key,
                to=row.to,
                caller_id=row.region.caller_id,
                since=row.planned_at,
            )
        )

    def ask(self, row: Leg) -> None:
        """How it stands; one that should be hung up is hung up again."""
        if row.hang_up_wanted:
            end_leg(row)
            return
        ref = row.provider_ref or ""
        try:
            self.take(company().fetch_leg(row.key, ref))
        except Rejected as refused:
            if refused.fault == Fault.GONE:
                self.take(LegNews(leg=row.key, ref=ref, state=LegState.FAILED, fault=Fault.LOST))
        except OutcomeUnknown:
            return

    def gives_up(self, row: Leg, now: datetime) -> bool:
        """Older than any conversation may last."""
        return (row.sent_at or row.planned_at) + LOST_AFTER < now

    def give_up(self, row: Leg) -> None:
        """As far as we are concerned it is over, and the agent is free."""
        if row.provider_ref:
            end_stray_leg(row.provider_ref)
        self.take(LegNews(leg=row.key, ref="", state=LegState.FAILED, fault=Fault.LOST))


LEGS = LegChannel()


def _wish_for(leg: Leg) -> PlaceLeg:
    """What we ask for: the citizen sees the region's own number, and a voicemail is to be recognised.

    Refused (Rejected) is a number that must not be called, which gets so far only if its call was queued before the
    tables knew it; and a citizen whom nobody may call at this hour. The hours were asked when the agent accepted,
    but their own telephone may have rung past closing time, or the company may have let us wait.
    """
    assert leg.region is not None
    if leg.to.startswith("+") and not e164(leg.to, country=""):
        raise Rejected(Fault.NEVER_CALLED)
    is_citizen = leg.role == LegRole.CITIZEN
    if is_citizen and not open_for_calls(leg.region, timezone.now()):
        raise Rejected(Fault.OUTSIDE_HOURS)
    return PlaceLeg(
        room=leg.room.key,
        leg=leg.key,
        region_id=leg.region.pk,
        to=leg.to,
        caller_id=leg.region.caller_id,
        ends_room=is_citizen,
        ring_seconds=RING_CITIZEN if is_citizen else RING_AGENT,
        time_limit_seconds=TIME_LIMIT,
        detect_machine=is_citizen,
    )
