"""In which order calls are taken."""

from datetime import UTC, datetime, timedelta

ONE_STEP = timedelta(hours=1)
HIGHEST_PRIORITY = 9
# Far longer than anything can have waited in a queue: a promise is taken before every call that was not promised,
# and the earlier of two promises first. Both still are moments, so one index orders them all.
AHEAD_OF_ALL = timedelta(days=200 * 365)
PROMISES_RANK_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)


def rank_of(due_at: datetime, priority: int, promised_for: datetime | None = None) -> datetime:
    """When a call wants to be taken: when it is due, an hour earlier for each step of priority (0 to 9).

    Everybody ages alike, so the order of two calls never changes and nobody starves: a call can only be overtaken
    by those that become due within nine hours after it, and by the few that were promised. Who was promised an
    hour (`promised_for`) keeps that place however often the call is put off through no doing of theirs.
    """
    if promised_for is not None:
        return promised_for - AHEAD_OF_ALL
    return due_at - priority * ONE_STEP
