"""Every consequence that is not a plain function call: what runs above, and what runs later.

Reactions run in the order written, inside the transaction of the command that announced the event.
`later(task)` hands the event's ids to a Celery task once that transaction has committed; a sweeper in the
timetable (config/celery.py) finds what a lost message left behind.
"""

import logging
from collections.abc import Callable
from typing import Any

from celery import Task
from kombu.exceptions import OperationalError
from redis import TimeoutError as RedisLetUsWait

from accounts.events import SignedOut
from calls.commands.agents.leave_desk import leave_desk
from calls.commands.attempts.follow_leg import follow_leg
from calls.events import CallAccepted, CallCancelled, CallGaveUp, CallQueued, CallReturned, CallWrappedUp
from calls.tasks import offer_calls_later
from journal.asking import is_first_to_ask
from journal.breaker import Breaker
from journal.events import Event
from journal.gathering import once_committed
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
breaker = Breaker(5.0)


def later(task: Task) -> Callable[[Event], None]:
    """A reaction that hands the event's ids to `task` once the transaction has committed."""
    return lambda event: once_committed(hand_over, (task, event.facts()))


def once(task: Task) -> Callable[[Event], None]:
    """A reaction that wakes a `task` that looks for itself what there is to do: once, however much was announced.

    Nor is it woken again before it has begun: a thousand reports in a second are one search, not a thousand.
    """
    return lambda _event: once_committed(wake, task)


def wake(tasks: list[Task]) -> None:
    """Give tasks without ids to Celery, each unless it waits there already (journal/asking.py)."""
    hand_over([(task, {}) for task in dict.fromkeys(tasks) if is_first_to_ask(task.name)])


def hand_over(work: list[tuple[Task, dict[str, Any]]]) -> None:
    """Give tasks to Celery, each with its ids and none twice. Redis being away costs seconds: a sweeper finds the row.

    If it lets us wait, no other task is tried for a few seconds: a page waits once.
    """
    for number, (task, facts) in enumerate(work):
        if (task, facts) in work[:number]:
            continue
        if breaker.is_open():
            log.warning("%s was left to its sweeper: the broker has just let us wait", task.name)
            continue
        try:
            task.delay(**facts)
        except OperationalError as error:
            log.warning("%s was left to its sweeper: %s", task.name, type(error).__name__)
            if isinstance(error.__cause__, RedisLetUsWait):
                breaker.trip()


REACTIONS: dict[type[Event], list[Callable[[Any], object]]] = {
    SignedOut: [leave_desk],
    LegPlanned: [later(place_leg_later)],
    LegChanged: [follow_leg],
    LegAnswered: [follow_leg],
    LegEnded: [follow_leg],
    RoomSilenced: [later(end_legs_later)],
    StrayLegHeard: [later(end_stray_leg_later)],
    MessagePlanned: [later(send_message_later)],
    CallQueued: [once(offer_calls_later)],
    CallReturned: [once(offer_calls_later)],
    CallAccepted: [begin_interview],
    CallWrappedUp: [conclude_interview],
    CallGaveUp: [mark_unreachable],
    CallCancelled: [mark_unreachable],
}
