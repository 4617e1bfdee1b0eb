"""A row that stands for something asked of somebody outside: see outbox.py for what happens with it."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from journal.sealed import SealedRow

PLANNED, SUBMITTING, UNKNOWN = "planned", "submitting", "unknown"
"""The three states that every channel's rows share; what comes after them is the channel's own."""


class Outgoing(SealedRow):
    """A row of an outbox. Its states have a rank, so that late news never moves it back.

    `key` stands in every request and every callback address that we give away, so whatever comes back finds its row
    even when the answer was lost. SILENT says how long a row may stay silent in a state before it is asked about.
    """

    RANK: ClassVar[Mapping[Any, int]]
    SILENT: ClassVar[Mapping[Any, timedelta]]
    ENDED: ClassVar[int] = 100

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=12)  # each channel gives it choices of its own
    provider_ref = models.CharField(
        max_length=64, null=True, unique=True, help_text="The outside's name for it, to ask about it."
    )
    tries = models.PositiveSmallIntegerField(default=0)
    check_at = models.DateTimeField(
        null=True, help_text="When a sweeper looks after it, unless news comes first."
    )
    planned_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error_code = models.CharField(
        max_length=20, blank=True, help_text="The outside's word for what went wrong, for the record only."
    )

    class Meta:
        abstract = True

    @classmethod
    def ended(cls) -> tuple[str, ...]:
        """The states after which nothing more comes."""
        return tuple(state for state, rank in cls.RANK.items() if rank == cls.ENDED)

    @property
    def has_ended(self) -> bool:
        """Nothing more comes of it."""
        return self.RANK[self.state] == self.ENDED

    def advance(self, state: str, **also: Any) -> bool:
        """Move forward by rank: True if it moved, False when the news was old. Never moves back."""
        lower = [known for known, rank in self.RANK.items() if rank < self.RANK[state]]
        moved = type(self)._base_manager.filter(pk=self.pk, state__in=lower).update(state=state, **also)
        self.refresh_from_db()
        return bool(moved)

    def bind(self, ref: str) -> bool:
        """Whether something that the outside calls `ref` is ours. The first one heard of is the one, and stays so.

        A row that ended before any was known (cancelled, given up as lost) accepts none afterwards. The caller has
        locked the row, or what it belongs to.
        """
        if not ref or self.provider_ref == ref:
            return True
        if self.provider_ref or self.has_ended:
            return False
        self.provider_ref = ref
        self.save(update_fields=["provider_ref"])
        return True

    @classmethod
    def next_look(cls, state: str, now: datetime) -> datetime | None:
        """When to ask about a row that stays silent in this state; None once it is over."""
        wait = cls.SILENT.get(state)
        return now + wait if wait else None
