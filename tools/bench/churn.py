"""Whether offers stay fast while the same calls change state all day, also under somebody's long look at the tables."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection

from accounts.models import Region, User
from calls.commands.offers.offer_next_call import offer_next_call
from tools.bench.claim import two_updates
from tools.bench.figures import Figures
from tools.bench.house import own_valkey
from tools.bench.rows import hire, load_country, owe
from tools.bench.scratch import bare_connection, scratch_database
from tools.bench.side_by_side import timed

OWED = 10_000
HALF_AN_HOUR = 40_000
"""Changes: 2,500 agents take six calls each in it, of which one in three comes back to the queue; and twice that."""
A_ROUND = 1_000
"""Calls at the heads of the lanes that leave the queue and come back, the way declined offers do."""
LEAVE = """
    UPDATE calls_call SET state = 'waiting' WHERE id IN (
        SELECT id FROM calls_call WHERE state = 'queued' ORDER BY rank, id LIMIT %s)"""
COME_BACK = "UPDATE calls_call SET state = 'queued' WHERE state = 'waiting'"


def measure_churn(changes: int, under_snapshot: int, offers: int) -> Iterator[Figures]:
    """Offers at the start, after so many changes of state, and after more of them under a snapshot that stays open.

    `to_start` compares the median with that of the start. The limit is two updates by primary key, committed.
    """
    with own_valkey(), scratch_database() as database:
        regions = load_country()
        owe(OWED)
        start = _offered("at the start", 0, regions, database, offers, 0.0)
        yield start
        median = float(start.facts()["p50_ms"])
        _churn(changes)
        yield _offered("after changes", changes, regions, database, offers, median)
        with _long_look(database):
            _churn(under_snapshot)
            yield _offered("under a snapshot", under_snapshot, regions, database, offers, median)


def _offered(
    when: str, changes: int, regions: list[Region], database: str, offers: int, start: float
) -> Figures:
    took = timed(_offer, hire(offers, regions))
    rate = len(took) / (sum(took) / 1000)
    limit = two_updates(database, hire(offers, regions), 1)
    figures = Figures("churn", {"changes": changes, "when": when}, took, rate, limit)
    figures.more["to_start"] = round(float(figures.facts()["p50_ms"]) / start, 2) if start else 1.0
    return figures


def _offer(agent: User) -> None:
    if offer_next_call(agent) is None:
        raise RuntimeError("no call could be offered although calls are owed")


def _churn(changes: int) -> None:
    """Each round commits by itself, as each change of state does."""
    with connection.cursor() as cursor:
        for _round in range(max(1, changes // (2 * A_ROUND))):
            cursor.execute(LEAVE, [A_ROUND])
            cursor.execute(COME_BACK)


@contextmanager
def _long_look(database: str) -> Iterator[None]:
    """Somebody reads for half an hour in one transaction: what was changed since cannot be tidied up."""
    with closing(bare_connection(database)) as reader, reader.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM calls_call")
        yield
        reader.rollback()
