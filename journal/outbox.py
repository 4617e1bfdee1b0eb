"""Everything that is asked of somebody outside goes through one outbox: telephone lines, SMS, and what comes later.

Whoever wants something outside commits a row that says so: the intent. It is claimed by one worker, committed again,
and only then submitted, with our key in the request. An answer, or news by another way, is taken by the channel. A
request that was never answered is unknown: it is asked about and adopted if it was carried out, and planned again only
if it was not. An outside that cannot be asked (a mail server) gets it again under the same key, by which it or the
reader recognises the repeat. Every row that waits for anything has a time at which a sweeper looks after it.

Nothing here is called inside a transaction, except where it says so: it talks to the outside.
"""

import random
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from journal.outgoing import PLANNED, SUBMITTING, UNKNOWN, Outgoing

LOST, THROTTLED = "lost", "throttled"
"""Faults that the outbox itself finds: nobody knows what became of it; the outside stayed too busy."""
AT_ONCE = 50
MAX_TRIES = 6
# Seconds: exponential back-off with full jitter, so that workers do not march in step.
FIRST_BACK_OFF = 0.5
LONGEST_BACK_OFF = 20.0
# The outside's own list may lag behind its answer: a moment's patience before we look for a lost request in it.
GRACE = timedelta(seconds=5)


class Rejected(Exception):
    """The outside said no, or could not be reached at all: it has done nothing.

    fault: why, in the channel's own words. safe_to_retry: the same request may succeed a moment later. code: the
    outside's own word for it, for the record.
    """

    def __init__(self, fault: str, *, safe_to_retry: bool = False, code: str = "") -> None:
        super().__init__(f"{fault} {code}".strip())
        self.fault, self.safe_to_retry, self.code = fault, safe_to_retry, code


class OutcomeUnknown(Exception):
    """The request was sent and no usable answer came back: it may have been carried out, or not."""


class News(Protocol):
    """What the outside says of one thing; `ref` is its own name for it, or "" if it has none."""

    @property
    def ref(self) -> str: ...


Row = TypeVar("Row", bound=Outgoing)
Said = TypeVar("Said", bound=News)


class Channel(ABC, Generic[Row, Said]):
    """What the outbox must know of one kind of row: how to send it, ask about it, and take what comes back.

    `send` and `find` may raise Rejected or OutcomeUnknown; nothing else may escape them.
    """

    model: type[Row]
    can_be_asked: ClassVar[bool] = True

    def waiting(self, now: datetime) -> models.QuerySet[Row]:
        """The rows that may be submitted at `now` (aware) if somebody orders it.

        Whether their time has come is asked by the sweeper only: the clocks of two machines may differ by a moment.
        """
        return self.model._base_manager.filter(state=PLANNED, check_at__isnull=False)

    def prepare(self, row: Row, now: datetime) -> bool:
        """Whether the row, locked by the claiming transaction, is to be submitted after all."""
        return True

    def is_wanted(self, row: Row) -> bool:
        """Whether it is still to be done; what is not is dropped instead of being planned again."""
        return True

    @abstractmethod
    def send(self, row: Row) -> Said:
        """Ask for it; what is known of it then."""

    @abstractmethod
    def take(self, news: Said) -> None:
        """Write down what is known, and act on it."""

    @abstractmethod
    def fail(self, row: Row, fault: str, code: str) -> None:
        """It will not be done, for this reason."""

    def find(self, row: Row) -> list[Said]:
        """What the outside has that may be the row's, oldest first; those of other rows may be among it."""
        raise NotImplementedError

    def ask(self, row: Row) -> None:
        """Fetch news of a row that has been silent, and take it."""
        raise NotImplementedError

    def gives_up(self, row: Row, now: datetime) -> bool:
        """Whether the row is older than it can be; then `give_up` ends it."""
        return False

    def give_up(self, row: Row) -> None:
        """Nobody knows what became of it: as far as we are concerned it is over."""
        self.fail(row, LOST, LOST)


def submit(channel: Channel[Row, Said], pk: int) -> None:
    """Ask the outside for what one row says.

    1. Claim the row and commit: whatever happens next, a sweeper finds that it was being submitted.
    2. Ask.
    3. Write down what is now known: done, refused, to be tried again, or unknown (and to be found out).

    A row that is not waiting to be submitted is left alone, so a repeated or late order changes nothing.
    """
    row = _claim(channel, pk)
    if row is None:
        return
    try:
        news = channel.send(row)
    except Rejected as refused:
        _take_refusal(channel, row, refused)
    except OutcomeUnknown:
        _unsure(row).update(state=UNKNOWN, check_at=timezone.now() + GRACE)
    else:
        channel.take(news)


def submit_waiting(channel: Channel[Row, Said]) -> int:
    """Submit what should have been by now: its time has come, or Redis lost the order. Returns how many it found.

    Two sweepers at a time do no harm: a row is claimed first.
    """
    now = timezone.now()
    due = channel.waiting(now).filter(check_at__lte=now).order_by("check_at")
    found = list(due.values_list("pk", flat=True)[:AT_ONCE])
    for pk in found:
        submit(channel, pk)
    return len(found)


def ask_about_silent(channel: Channel[Row, Said]) -> int:
    """Ask the outside about rows that have been silent for too long. Returns how many it asked about.

    1. A row older than it can be is given up, so that nobody waits for ever.
    2. A row whose request was never answered is looked for, and planned anew only if it does not exist.
    3. Any other row is fetched.

    No answer means that it is asked again later.
    """
    now = timezone.now()
    unanswered = channel.model._base_manager.filter(check_at__lte=now)
    silent = unanswered.exclude(state__in=(PLANNED, *channel.model.ended()))
    found = list(silent.order_by("check_at")[:AT_ONCE])
    for row in found:
        if _claim_question(row, now):
            _ask_about(channel, row, now)
    return len(found)


@transaction.atomic(durable=True)
def _claim(channel: Channel[Row, Said], pk: int) -> Row | None:
    """Make the row ours to submit, or None when it is not waiting for that."""
    now = timezone.now()
    row = channel.waiting(now).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None or not channel.prepare(row, now):
        return None
    check_at = row.next_look(SUBMITTING, now)
    type(row)._base_manager.filter(pk=pk).update(
        state=SUBMITTING, sent_at=now, tries=F("tries") + 1, check_at=check_at
    )
    row.refresh_from_db()
    return row


def _unsure(row: Outgoing) -> models.QuerySet[Outgoing]:
    """The row, as long as nothing came back since it was submitted; news may have been faster than the answer."""
    return type(row)._base_manager.filter(pk=row.pk, state=SUBMITTING, provider_ref=None)


def _take_refusal(channel: Channel[Row, Said], row: Row, refused: Rejected) -> None:
    """The outside has done nothing: try again a little later if that can help, else it has failed.

    A row that is not wanted any more is not planned again: it would wait for ever to be submitted.
    """
    if refused.safe_to_retry and row.tries < MAX_TRIES and _plan_again(channel, row, next_try(row.tries)):
        return
    fault = THROTTLED if refused.safe_to_retry else refused.fault
    channel.fail(row, fault, refused.code)


def next_try(tries: int) -> datetime:
    """When to repeat a refused request that was tried `tries` times."""
    longest = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2**tries)
    return timezone.now() + timedelta(seconds=random.uniform(FIRST_BACK_OFF, longest))  # noqa: S311


@transaction.atomic
def _plan_again(channel: Channel[Row, Said], row: Row, at: datetime) -> bool:
    """Back to be submitted, unless news came meanwhile or nobody wants it any more."""
    unanswered = type(row)._base_manager.filter(pk=row.pk, provider_ref=None, state__in=(SUBMITTING, UNKNOWN))
    fresh = unanswered.select_for_update().first()
    if fresh is None or not channel.is_wanted(fresh):
        return False
    return bool(unanswered.update(state=PLANNED, check_at=at))


def _claim_question(row: Outgoing, now: datetime) -> bool:
    """Make this question ours: another sweeper finds the row not due any more."""
    again_at = row.next_look(row.state, now) or now + GRACE
    asked = type(row)._base_manager.filter(pk=row.pk, check_at=row.check_at)
    return bool(asked.update(check_at=again_at))


def _ask_about(channel: Channel[Row, Said], row: Row, now: datetime) -> None:
    if channel.gives_up(row, now):
        channel.give_up(row)
    elif row.provider_ref is None:
        _look_for(channel, row)
    else:
        channel.ask(row)


def _look_for(channel: Channel[Row, Said], row: Row) -> None:
    """Was it carried out? Adopt the first that is not another row's; the channel undoes any second one.

    An outside that cannot be asked is asked for it again, under the same key.
    """
    ours: list[Any] = []
    if channel.can_be_asked:
        try:
            candidates: list[Any] = channel.find(row)
        except (Rejected, OutcomeUnknown):
            return
        refs = [one.ref for one in candidates]
        taken = set(
            channel.model._base_manager.filter(provider_ref__in=refs).values_list("provider_ref", flat=True)
        )
        ours = [one for one in candidates if one.ref not in taken]
    for news in ours:
        channel.take(news)
    if not ours:
        _try_anew(channel, row)


def _try_anew(channel: Channel[Row, Said], row: Row) -> None:
    """It was never carried out: back to be submitted, unless it was tried too often."""
    if row.tries >= MAX_TRIES or not channel.is_wanted(row):
        channel.fail(row, LOST, LOST)
    else:
        # Whoever gave it up while we looked is noticed here; it is asked about, and dropped, next time.
        _plan_again(channel, row, timezone.now())
