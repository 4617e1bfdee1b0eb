"""A database error in our own log: class, SQLSTATE, constraint and code lines, and nothing of the row."""

import logging
import subprocess
import sys

import psycopg2
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

import accounts.views
from accounts.models import Region
from config.log_lines import SilentFormatter
from tests.factories.accounts import region
from tests.house.tree import ROOT
from tests.roles import as_owner

NEEDLE = "Needlina Haystackova"
TABLE = """
    CREATE TEMPORARY TABLE people (name varchar(30) CONSTRAINT one_of_each UNIQUE
        CONSTRAINT never_this CHECK (name <> E'Needlina\\nHaystackova'), born date)
"""
GOOD = f"INSERT INTO people VALUES ('{NEEDLE}', '1990-05-17')"
BAD = {
    "23505 one_of_each": GOOD,
    "23514 never_this": "INSERT INTO people VALUES (E'Needlina\nHaystackova', NULL)",
    "22001": f"INSERT INTO people VALUES ('{NEEDLE * 9}', NULL)",
    "22007": f"INSERT INTO people VALUES ('x', '{NEEDLE}')",
    "42703": "SELECT Needlina FROM people",
}
pytestmark = pytest.mark.django_db


def failure(statement):
    """What Django raises for a statement."""
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute(GOOD)
        with pytest.raises(DatabaseError) as raised, transaction.atomic():
            cursor.execute(statement)
        cursor.execute("DROP TABLE people")
    return raised.value


def line_of(message, *args, error=None):
    """The line that our log has for a record."""
    found = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "views.py", 1, message, args, found)
    return SilentFormatter("%(levelname)s %(name)s %(message)s").format(record)


def nothing_of_the_row(line):
    return not [word for word in ("Needlina", "Haystackova", "1990-05-17") if word in line]


@pytest.mark.parametrize("code", BAD)
def test_a_refused_statement_is_named_by_class_and_code_and_code_lines(code):
    line = line_of("Internal Server Error: %s", "/desk/", error=failure(BAD[code]))
    assert nothing_of_the_row(line), line
    assert f"{code} (values left out)" in line
    assert "Internal Server Error: /desk/" in line
    assert "psycopg2.errors." in line
    assert "cursor.execute(statement)" in line


@pytest.mark.parametrize("code", BAD)
@pytest.mark.parametrize("message", ["failed: %s", "failed: %r"])
def test_an_error_that_is_an_argument_of_the_message_is_silent_too(code, message):
    assert nothing_of_the_row(line_of(message, failure(BAD[code])))


@pytest.mark.parametrize("code", BAD)
def test_celerys_sentence_with_the_error_written_out_is_silent_too(code):
    error = failure(BAD[code])
    args = {"name": "calls.place_leg", "exc": repr(error), "traceback": "".join(str(error))}
    line = line_of("Task %(name)s raised unexpected: %(exc)s\n%(traceback)s", args, error=error)
    assert nothing_of_the_row(line), line
    assert "calls.place_leg" in line


@pytest.mark.parametrize("code", ["23505 one_of_each", "22007", "42703"])
def test_a_text_that_comes_without_its_error_is_silent_too(code):
    assert nothing_of_the_row(line_of("%s", str(failure(BAD[code]))))


def test_an_error_behind_another_or_in_a_group_is_silent_too():
    cause = failure(BAD["23514 never_this"])
    try:
        try:
            raise cause
        except Exception:
            raise ExceptionGroup("several", [RuntimeError("plain"), cause]) from cause
    except ExceptionGroup as group:
        line = line_of("x", error=group)
    assert nothing_of_the_row(line), line
    assert "RuntimeError: plain" in line


def test_a_line_that_another_handler_wrote_out_before_is_silent_too():
    error = failure(BAD["23505 one_of_each"])
    record = logging.LogRecord("x", logging.ERROR, "", 1, "m", (), (type(error), error, error.__traceback__))
    assert NEEDLE in logging.Formatter().format(record)
    assert nothing_of_the_row(SilentFormatter().format(record))


def test_a_value_that_django_itself_refuses_is_silent_too():
    with pytest.raises(ValidationError) as raised:
        Region.objects.filter(calling_hours__valid_from=NEEDLE).exists()
    assert nothing_of_the_row(line_of("x", error=raised.value))


def test_a_database_that_is_away_is_still_told_in_its_own_words():
    with pytest.raises(psycopg2.OperationalError) as raised:
        psycopg2.connect("postgresql://app@127.0.0.1:1/nowhere")
    assert "Connection refused" in line_of("x", error=raised.value)


def test_any_other_error_is_told_as_it_is():
    assert line_of("x", error=ValueError("plain words")).endswith("ValueError: plain words")
    assert line_of("%s of %s", 1, 2) == "ERROR django.request 1 of 2"


def test_a_page_that_stumbles_over_the_database_writes_a_silent_line(monkeypatch, caplog):
    code = NEEDLE.replace(" ", "-")
    region(code=code)
    monkeypatch.setattr(accounts.views.SignIn, "get", lambda *_request: region(code=code))
    assert Client(raise_request_exception=False).get("/login/").status_code == 500
    (line,) = [SilentFormatter().format(record) for record in caplog.records if record.exc_info]
    assert nothing_of_the_row(line), line
    assert "23505 accounts_region_code" in line


def test_a_program_that_ends_over_the_database_writes_a_silent_line():
    statement = f"SELECT '{NEEDLE}'::date"
    program = (
        "import django, sys; django.setup(); from django.db import connection; "
        "connection.cursor().execute(sys.argv[1])"
    )
    ran = subprocess.run([sys.executable, "-c", program, statement], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "22007" in ran.stderr
    assert nothing_of_the_row(ran.stderr), ran.stderr


SETTING_UP = {
    "uvicorn": "import uvicorn; uvicorn.Config('config.asgi:application').load()",
    "granian": "import granian.log as g; g.configure_logging(g.LogLevels.info); import django; django.setup()",
    "celery": "import django; django.setup(); from config.celery import app; app.log.setup(loglevel='WARNING')",
}
LOGGING_IT = """
import logging, psycopg2
names = [None, *logging.root.manager.loggerDict]
for name in names:
    handlers = [h for h in logging.getLogger(name).handlers if not isinstance(h, logging.NullHandler)]
    for handler in handlers:
        print("HANDLER", name, type(handler.formatter).__module__)
for name in ("django.request", "celery.app.trace", "celery.task", "uvicorn.error", "_granian", "asyncio"):
    logging.getLogger(name).error("DETAIL: Needlina in %s", name)
"""


@pytest.mark.parametrize("program", SETTING_UP)
def test_every_program_ends_at_the_one_silent_handler(program):
    command = [sys.executable, "-c", SETTING_UP[program] + LOGGING_IT]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    handlers = [line.split() for line in ran.stdout.splitlines() if line.startswith("HANDLER")]
    loud = {name for _word, name, module in handlers if module != "config.log_lines"}
    assert loud <= {"django.server"}, "runserver's own, for a developer's machine"
    assert "Needlina" not in ran.stdout + ran.stderr
    assert ran.stderr.count("(values left out)") == 6
