from django.db import transaction

from journal.announce import announce
from telephony.commands.learn_leg_facts import learn_leg_facts
from telephony.events import LegAnswered, LegChanged, LegEnded, LegEvent
from telephony.models import Leg, Room
from telephony.port import LegNews
from telephony.states import ENDED_LEGS, LegRole, LegState


@transaction.atomic
def apply_leg_news(news: LegNews) -> str | None:
    """The telephone company says something about a leg. The only writer of a leg's state once it is submitted.

    1. Lock the room: news about its legs is taken one after the other.
    2. Bind the company's name of the leg; a second line for the same leg is a stray and returned, to be hung up.
    3. Learn facts (who answered, when), also from late news; move the state forward by rank, never back.
    4. Announce what has changed. What follows from it is for the apps that know what the conversation is about.

    The same news twice, or in any order, or only some of it, ends in the same state.
    """
    room = Room.objects.select_for_update(of=("self",)).filter(legs__key=news.leg).first()
    if room is None:
        return _stray_of(news)
    leg = room.legs.get(key=news.leg)
    if not leg.bind(news.ref):
        return _stray_of(news)
    if learn_leg_facts(leg, news):
        _announce(leg)
    return None


def _stray_of(news: LegNews) -> str | None:
    """The company's name of a line that must be hung up, unless it is over."""
    return news.ref if news.ref and news.state not in ENDED_LEGS else None


def _announce(leg: Leg) -> None:
    """The screens that show this leg fetch it again; the apps above act on it."""
    event = _event_of(leg)
    leaders = Leg.objects.filter(room=leg.room_id, role=LegRole.AGENT).order_by("-pk")
    announce(
        event(
            region_id=leg.region_id,
            agent_id=leaders.values_list("user_id", flat=True).first(),
            room_id=leg.room_id,
            leg_id=leg.pk,
            role=leg.role,
            state=leg.state,
        )
    )


def _event_of(leg: Leg) -> type[LegEvent]:
    if leg.state in ENDED_LEGS:
        return LegEnded
    return LegAnswered if leg.state == LegState.ANSWERED else LegChanged
