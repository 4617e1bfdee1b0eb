"""Every consequence that is not a plain function call: what runs above, and what runs later.

Reactions run in the order written, inside the transaction of the command that announced the event.
`later(task)` hands the event's ids to a Celery task once that transaction has committed; a sweeper in the
timetable (config/celery.py) finds what a lost message left behind.
"""

import logging
from collections.abc import Callable
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.events import SignedOut
from calls.commands.agents.leave_desk import leave_desk
from calls.commands.attempts.follow_leg import follow_leg
from calls.events import CallAccepted, CallCancelled, CallGaveUp, CallQueued, CallReturned, CallWrappedUp
from calls.tasks import offer_calls_later
from journal.events import Event
from telephony.events import (
    LegAnswered,
    LegChanged,
    LegEnded,
    LegPlanned,
    MessagePlanned,
    RoomSilenced,
    StrayLegHeard,
)
from telephony.tasks import end_legs_later, end_stray_leg_later, place_leg_later, send_message_later
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview
from tracing.commands.mark_unreachable import mark_unreachable

log = logging.getLogger(__name__)


def later(task: Task) -> Callable[[Event], None]:
    """A reaction that hands the event's ids to `task` once the transaction has committed."""
    return lambda event: transaction.on_commit(lambda: hand_over(task, event.facts()), robust=True)


def hand_over(task: Task, facts: dict[str, Any]) -> None:
    """Give the work to Celery. Redis being away costs seconds: a sweeper finds the row."""
    try:
        task.delay(**facts)
    except OperationalError as error:
        log.warning("%s was left to its sweeper: %s", task.name, type(error).__name__)


REACTIONS: dict[type[Event], list[Callable[[Any], object]]] = {
    SignedOut: [leave_desk],
    LegPlanned: [later(place_leg_later)],
    LegChanged: [follow_leg],
    LegAnswered: [follow_leg],
    LegEnded: [follow_leg],
    RoomSilenced: [later(end_legs_later)],
    StrayLegHeard: [later(end_stray_leg_later)],
    MessagePlanned: [later(send_message_later)],
    CallQueued: [later(offer_calls_later)],
    CallReturned: [later(offer_calls_later)],
    CallAccepted: [begin_interview],
    CallWrappedUp: [conclude_interview],
    CallGaveUp: [mark_unreachable],
    CallCancelled: [mark_unreachable],
}
