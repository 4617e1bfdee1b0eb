"""The rows that the application wrote, written once more without it: the limit of what the database can take."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from psycopg2.extras import register_default_jsonb
from psycopg2.sql import SQL, Identifier, Placeholder

from tools.bench.scratch import bare_connection
from tools.bench.side_by_side import in_threads

Rows = list[tuple[str, list[tuple[Any, ...]]]]
APPS = ("tracing", "calls", "journal")


def tables() -> list[tuple[str, str]]:
    """Every table of the apps that a report reaches, with its primary key."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [(model._meta.db_table, str(model._meta.pk and model._meta.pk.column)) for model in models]


def newest(database: str) -> dict[str, int]:
    """The highest key of each table."""
    with closing(bare_connection(database)) as bare, bare.cursor() as cursor:
        found = {}
        for table, key in tables():
            cursor.execute(
                SQL("SELECT coalesce(max({}), 0) FROM {}").format(Identifier(key), Identifier(table))
            )
            found[table] = cursor.fetchone()[0]
        return found


def fresh_rows(database: str, before: dict[str, int]) -> Rows:
    """What has been added to each table since, in the order of adding, whole."""
    with closing(bare_connection(database)) as bare, bare.cursor() as cursor:
        register_default_jsonb(bare, loads=str)
        found = []
        for table, key in tables():
            query = SQL("SELECT * FROM {} WHERE {} > %s ORDER BY {}")
            cursor.execute(query.format(Identifier(table), Identifier(key), Identifier(key)), [before[table]])
            if rows := cursor.fetchall():
                found.append((table, rows))
        return found


def insert_again(database: str, rows: Rows, transactions: int, threads: int) -> float:
    """How many transactions a second as many bare connections commit; `rows` are shared among them in order.

    The rows are gone again afterwards, so that they can be inserted once more.
    """
    slices = [
        [(table, share(found, place, transactions)) for table, found in rows] for place in range(transactions)
    ]
    try:
        return in_threads(lambda: writer(database), threads, slices)[1]
    finally:
        forget(database, rows)


def share(found: list[tuple[Any, ...]], place: int, of: int) -> list[tuple[Any, ...]]:
    """The part of one transaction: with one sequential poster, the rows of one report."""
    return found[place * len(found) // of : (place + 1) * len(found) // of]


@contextmanager
def writer(database: str) -> Iterator[Callable[[Rows], None]]:
    """A connection, as the function that inserts one report's rows and commits."""
    with closing(bare_connection(database)) as bare:

        def write(part: Rows) -> None:
            with bare.cursor() as cursor:
                for table, rows in part:
                    for row in rows:
                        cursor.execute(insert(table, len(row)), row)
            bare.commit()

        yield write


@cache
def insert(table: str, columns: int) -> Any:
    """The statement for one whole row."""
    return SQL("INSERT INTO {} VALUES ({})").format(
        Identifier(table), SQL(", ").join([Placeholder()] * columns)
    )


def forget(database: str, rows: Rows) -> None:
    """Take the rows back, through the journal's gate."""
    with closing(bare_connection(database)) as bare, bare.cursor() as cursor:
        cursor.execute("SET journal.may_forget = 'yes'")
        keys = dict(tables())
        for table, found in rows:
            statement = SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(
                Identifier(table), Identifier(keys[table])
            )
            cursor.execute(statement, [[row[0] for row in found]])
        bare.commit()
