"""In which order calls are taken."""

from datetime import UTC, datetime, timedelta

ONE_STEP = timedelta(hours=1)
HIGHEST_PRIORITY = 9
MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Far longer than anything can have waited in a queue, so that every promise comes before every call that was not
# promised, and the earlier of two promises first. One number orders them all.
AHEAD_OF_ALL = timedelta(days=400 * 365) // MILLISECOND


def rank_of(due_at: datetime, priority: int, promised_for: datetime | None = None) -> int:
    """When a call wants to be taken, in milliseconds since 1970: when it is due, an hour earlier for each step of
    priority (0 to 9). A call that was promised for an hour ranks below nought, by the promise.

    Everybody ages alike, so the order of two calls never changes and nobody starves: a call can only be overtaken
    by those that become due within nine hours after it, and by the few that were promised. Who was promised an
    hour (`promised_for`) keeps that place however often the call is put off through no doing of theirs.
    """
    if promised_for is not None:
        return (promised_for - EPOCH) // MILLISECOND - AHEAD_OF_ALL
    return max(0, (due_at - priority * ONE_STEP - EPOCH) // MILLISECOND)
