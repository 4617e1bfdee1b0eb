"""A database of the bench's own beside the configured one, with the same durability, dropped afterwards."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

import psycopg2
from django.core.management import call_command
from django.db import connection, connections
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT
from psycopg2.sql import SQL, Identifier, Literal

OURS = "scratch of manage.py bench: may be dropped"
"""The comment by which a left-over of a killed bench is known; another database of that name is left alone."""


class NotOurs(Exception):
    """A database has the name of our scratch and is somebody's."""


@contextmanager
def scratch_database() -> Iterator[str]:
    """Every query of this process goes to a fresh database `<configured>_bench`, with all tables; yields its name."""
    configured = str(connection.settings_dict["NAME"])
    name = f"{configured}_bench"
    connections.close_all()
    make(name, beside=configured)
    connections.databases["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", "--noinput", "--verbosity", "0")
        yield name
    finally:
        connections.close_all()
        connections.databases["default"]["NAME"] = configured
        connection.settings_dict["NAME"] = configured
        drop(name, beside=configured)


@contextmanager
def copy_of(name: str) -> Iterator[str]:
    """A second scratch database with everything that `name` holds now. Nobody may be connected to it."""
    connections.close_all()
    copy = f"{name}_limit"
    make(copy, beside="postgres", template=name)
    try:
        yield copy
    finally:
        drop(copy, beside="postgres")


def make(name: str, *, beside: str, template: str = "template0") -> None:
    """Create it anew, marked as ours."""
    drop(name, beside=beside)
    with closing(connected(beside)) as server, server.cursor() as cursor:
        cursor.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))
        cursor.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(name), Literal(OURS)))


def drop(name: str, *, beside: str) -> None:
    """Drop it, if it is there and ours."""
    with closing(connected(beside)) as server, server.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        )
        found = cursor.fetchone()
        if found and found[0] != OURS:
            raise NotOurs(f"The database {name} was not made by the bench, and is left as it is.")
        if found:
            cursor.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def connected(name: str) -> Any:
    """A bare connection to a database of the configured server, committing every statement."""
    bare = bare_connection(name)
    bare.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return bare


def bare_connection(name: str) -> Any:
    """psycopg2 and nothing else: what the limits are measured with."""
    known = connection.settings_dict
    keys = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return psycopg2.connect(dbname=name, **{key: known[ours] for key, ours in keys.items() if known[ours]})


def url_of(name: str) -> str:
    """The address of a database of the configured server, for other processes."""
    known = connection.settings_dict
    password = f":{quote(str(known['PASSWORD']), safe='')}" if known["PASSWORD"] else ""
    return f"postgresql://{known['USER']}{password}@{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}/{name}"
