"""In which order calls are taken."""

from datetime import datetime, timedelta

ONE_STEP = timedelta(hours=1)
HIGHEST_PRIORITY = 9


def rank_of(due_at: datetime, priority: int) -> datetime:
    """When a call wants to be taken: when it is due, an hour earlier for each step of priority (0 to 9).

    Everybody ages alike, so the order of two calls never changes and nobody starves: a call can only be overtaken
    by those that become due within nine hours after it.
    """
    return due_at - priority * ONE_STEP
