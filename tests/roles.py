"""Tests work as the application does: by a part that owns no table (config/logins.py)."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg2
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from config.logins import APPLICATION, LOGINS, login_of, password_settings


@contextmanager
def as_application(unblocked: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """Every connection to the test database, of any thread, is the application's, as long as this lasts."""
    known = connection.settings_dict
    with unblocked():
        make_logins_once()
        connection.close()
    owners = known["OPTIONS"]
    known["OPTIONS"] = owners | {"options": f"{owners['options']} {role_option()}"}
    # Emptying the tables between tests is the one thing that only their owner may.
    empty = TransactionTestCase._fixture_teardown

    def as_owner_would(case: TransactionTestCase) -> None:
        with as_owner():
            empty(case)

    try:
        with mock.patch.object(TransactionTestCase, "_fixture_teardown", as_owner_would):
            yield
    finally:
        known["OPTIONS"] = owners
        with unblocked():
            connection.close()


def role_option() -> str:
    """What makes a connection the application's from its first statement on."""
    return f"-c role={login_of(connection.settings_dict['USER'], APPLICATION)}"


@contextmanager
def owners_connections() -> Iterator[None]:
    """New connections are the owner's, also to other databases: for what measures or migrates."""
    known = connection.settings_dict
    before = known["OPTIONS"]
    known["OPTIONS"] = before | {"options": before["options"].replace(role_option(), "")}
    connection.close()
    try:
        yield
    finally:
        known["OPTIONS"] = before
        connection.close()


@contextmanager
def as_owner() -> Iterator[None]:
    """This connection is the owner's for once: for what only a migration does."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        # A transaction that is given up takes its part with it.
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


def make_logins_once() -> None:
    """Logins belong to the whole server, which the workers of the suite share: one after the other."""
    with (Path(tempfile.gettempdir()) / "contact-tracing-tests-logins.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        call_command("make_logins", verbosity=0)


def give_application(table: str) -> None:
    """A table that a test has made as owner, as a migration's is given by make_logins."""
    role = login_of(connection.settings_dict["USER"], APPLICATION)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {role}")


def login(kind: str, **options: Any) -> Any:
    """A bare connection to the test database by a login that make_logins has made, with its password."""
    known = connection.settings_dict
    name = login_of(known["USER"], kind)
    password = os.environ.get(password_settings()[LOGINS[kind].secret])
    told = {"dbname": known["NAME"], "host": known["HOST"], "port": known["PORT"], "user": name}
    return psycopg2.connect(**told | {"password": password} | options)
