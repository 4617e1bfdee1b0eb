"""PostgreSQL's log holds no value of a row, however a statement fails, and a database that keeps them is named."""

from contextlib import closing

import psycopg2
import pytest
from django.core.management import call_command

from config.checks import the_databases_log_holds_no_values
from config.database_log import options, too_loud
from tools.devrun.engines import FORGETFUL, start_postgres

NEEDLES = ("Needlina", "Haystackova", "1990-05-17", "+32470998877", "90051700156")
TABLE = """
    CREATE TABLE people (
        name varchar(20) UNIQUE CHECK (name <> 'Needlina the second'), born date, number bigint, key uuid NOT NULL)
"""
GOOD = "INSERT INTO people VALUES ('Needlina', '1990-05-17', 1, '00000000-0000-0000-0000-000000000001')"
BAD = {
    "unique": GOOD,
    "check": "INSERT INTO people VALUES ('Needlina the second', '1990-05-17', 1, gen_random_uuid())",
    "not null": "INSERT INTO people VALUES ('Haystackova', '1990-05-17', 90051700156, NULL)",
    "too long": f"INSERT INTO people VALUES ('{'Needlina' * 9}', NULL, NULL, gen_random_uuid())",
    "bad date": "INSERT INTO people VALUES ('Haystackova', 'Needlina', NULL, gen_random_uuid())",
    "no such day": "SELECT '1990-05-17-Needlina'::date",
    "bad number": "SELECT 'Needlina'::bigint",
    "number out of range": "SELECT '90051700156'::int",
    "bad uuid": "SELECT 'Needlina'::uuid",
    "bad json": """SELECT '{"Needlina": '::jsonb""",
    "syntax": "SELECT Needlina FROM WHERE '+32470998877'",
    "no such column": "SELECT Needlina FROM people",
    "raised": "DO $$ BEGIN RAISE EXCEPTION 'Needlina' USING DETAIL = 'Haystackova'; END $$",
    "warned": "DO $$ BEGIN RAISE WARNING 'Needlina'; END $$",
    "took too long": "SET statement_timeout = 1; SELECT pg_sleep(10), 'Needlina'",
    "ended from outside": "SELECT pg_terminate_backend(pg_backend_pid()), 'Needlina'",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("log")
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def log(home):
    """The log of a PostgreSQL as we start it, after everything above went wrong in it."""
    engine = start_postgres(home / "postgres", settings=FORGETFUL)
    try:
        run(engine.url, TABLE)
        run(engine.url, GOOD)
        for statement in BAD.values():
            try:
                run(engine.url, statement)
            except psycopg2.Error:
                continue
        with pytest.raises(psycopg2.OperationalError):
            psycopg2.connect(engine.url.replace("@", "wrong@"))
    finally:
        engine.stop()
    return (home / "postgres.log").read_text()


def run(url, statement):
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


@pytest.mark.parametrize("needle", NEEDLES)
def test_nothing_of_a_row_lies_in_the_log_after_every_kind_of_failure(log, needle):
    assert needle not in log


def test_what_an_operator_needs_is_still_there(log):
    assert "database system is ready" in log
    assert "password authentication failed" in log
    assert "terminating connection due to administrator command" in log


def test_a_database_that_keeps_statements_is_found_out(home):
    engine = start_postgres(
        home / "chatty", settings=(*FORGETFUL, "log_statement=all"), log=home / "chatty.log"
    )
    try:
        found = asked(engine.url)
    finally:
        engine.stop()
    assert too_loud(found) == {"log_statement": "all"}


def asked(url):
    """Every setting of a database."""
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings")
        return dict(cursor.fetchall())


def test_a_level_that_lets_even_less_through_is_as_good():
    assert not too_loud({"log_min_messages": "panic", "auto_explain.log_min_duration": "-1", "work_mem": "4"})
    assert too_loud({"log_min_messages": "warning", "log_min_error_statement": "error"})


@pytest.mark.django_db
def test_the_database_of_the_tests_has_nothing_to_complain_of():
    assert the_databases_log_holds_no_values(None, databases=["default"]) == []
    assert the_databases_log_holds_no_values(None) == []
    assert len(options()) > 8


@pytest.mark.django_db
def test_a_database_that_logs_values_is_told_with_the_names_of_its_settings(monkeypatch, capsys):
    monkeypatch.setattr("config.checks.SILENT", {"log_min_messages": "fatal", "log_statement": "none"})
    monkeypatch.setattr("config.database_log.SILENT", {"log_min_messages": "fatal"})
    monkeypatch.setattr("config.database_log.AS_SILENT", {})
    (warning,) = the_databases_log_holds_no_values(None, databases=["default"])
    assert "log_min_messages is log" in warning.msg
    assert "log_min_messages = fatal" in warning.hint
    call_command("migrate", "--noinput", "--verbosity", "0", skip_checks=False)
    assert "log_min_messages is log" in capsys.readouterr().err
