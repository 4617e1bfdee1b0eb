"""Each kind of process has a login of its own, whose waits are bounded and which owns nothing."""

import os
import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.db.backends.signals import connection_created
from django.test import Client

from config.celery import work_as_application
from config.logins import LOGINS, login_of, password_settings
from config.refusals import DatabaseIsBusy, as_refusal
from config.standing import insist_on_application
from tests.cast import amina
from tests.house.tree import ROOT
from tests.roles import as_owner, login, make_logins_once

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
LIMITED = [kind for kind in LOGINS if "statement_timeout" in LOGINS[kind].limits]
LIMITS = list(LOGINS["web"].limits)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("logins")]


def asked(bare, question):
    with bare.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.fixture
def owner():
    return connection.settings_dict["USER"]


@pytest.mark.parametrize("kind", LOGINS)
def test_a_login_works_as_itself_within_its_limits(owner, kind):
    limits = LOGINS[kind].limits
    with closing(login(kind)) as bare:
        assert asked(bare, "SELECT current_user") == login_of(owner, kind)
        assert {name: asked(bare, f"SHOW {name}") for name in limits} == {
            name: {"60s": "1min"}.get(value, value) for name, value in limits.items()
        }
        assert asked(bare, "SELECT count(*) FROM accounts_user") == 0


def test_the_owner_who_migrates_has_no_limits():
    with as_owner():
        assert {asked(connection, f"SHOW {name}") for name in LIMITS} == {"0"}


@pytest.mark.parametrize("kind", LOGINS)
def test_only_the_keeper_and_the_forgetter_see_every_region_whatever_a_policy_says(kind):
    with closing(login(kind)) as bare:
        sees_all = asked(bare, "SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user")
    assert sees_all == (kind in ("keeper", "forgetter"))


@pytest.mark.parametrize("table", ["django_migrations", "django_content_type", "auth_permission"])
def test_what_migrations_write_is_only_read(table):
    with closing(login("web")) as bare, bare.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(f"DELETE FROM {table}")


def test_a_table_of_a_later_migration_is_theirs_once_logins_are_made_again():
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id int)")
    try:
        with closing(login("web")) as bare, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            asked(bare, "SELECT count(*) FROM later")
        with as_owner():
            make_logins_once()
        with closing(login("web")) as bare:
            assert asked(bare, "SELECT count(*) FROM later") == 0
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE later")


def test_a_login_that_once_acted_as_the_owner_does_so_no_more(owner):
    name = login_of(owner, "worker")
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT {owner} TO {name}; ALTER ROLE {name} SET role = {owner}")
        make_logins_once()
    with closing(login("worker")) as bare:
        assert asked(bare, "SELECT current_user") == name
        assert asked(bare, f"SELECT pg_has_role('{owner}', 'MEMBER')") is False


def test_who_may_not_make_logins_is_told_what_to_do():
    with transaction.atomic(), as_owner(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE somebody_small; SET LOCAL ROLE somebody_small")
        with pytest.raises(CommandError, match="CREATEROLE BYPASSRLS"):
            call_command("make_logins")
        call_command("make_logins", "--if-allowed")
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"KEEPER_PASSWORD": ""}, "Set KEEPER_PASSWORD"),
        ({"KEEPER_PASSWORD": "same", "FORGETTER_PASSWORD": "same"}, "must differ"),
    ],
)
def test_each_kind_has_a_password_of_its_own(changed, said, monkeypatch):
    for name, value in changed.items():
        monkeypatch.setenv(name, value)
    with as_owner(), pytest.raises(CommandError, match=said):
        call_command("make_logins")


def test_nobody_gets_in_by_anothers_password():
    wrong = os.environ["KEEPER_PASSWORD"]
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        login("web", password=wrong)


def test_a_process_connects_by_the_login_of_its_kind_and_its_password():
    shown = "from config.settings import base; d = base.DATABASES['default']; print(d['USER'], d['PASSWORD'])"
    env = {
        "DATABASE_LOGIN": "web",
        "DATABASE_URL": "postgresql://tracing@127.0.0.1/x",
        "DATABASE_PASSWORD": "se/cret",
        "PATH": "",
    }
    said = subprocess.run(
        [sys.executable, "-c", shown], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["tracing_web", "se/cret"]


@pytest.mark.parametrize(
    ("service", "kind"), [("web", "web"), ("ws", "web"), ("worker-state", "worker"), ("worker-sms", "worker")]
)
def test_the_containers_have_their_logins_and_no_other_password(service, kind):
    told = COMPOSE["services"][service]
    assert told["environment"]["DATABASE_LOGIN"] == kind
    assert told["environment"]["DATABASE_PASSWORD_FILE"] == "/run/secrets/application_password"
    assert [name for name in told["secrets"] if "password" in name] == ["application_password"]


class TestInProduction:
    @pytest.fixture(autouse=True)
    def insisting(self, settings):
        settings.INSIST_ON_APPLICATION = True
        yield
        connection_created.disconnect(dispatch_uid="standing")
        connection.close()

    @pytest.fixture
    def by(self, owner, monkeypatch):
        """Connect by another login from now on."""

        def connect(kind):
            known = connection.settings_dict
            name, variable = login_of(owner, kind), password_settings()[LOGINS[kind].secret]
            monkeypatch.setitem(known, "OPTIONS", {})
            monkeypatch.setitem(known, "USER", name)
            monkeypatch.setitem(known, "PASSWORD", os.environ[variable])
            connection.close()

        return connect

    @pytest.mark.parametrize("kind", ["web", "worker"])
    def test_pages_and_tasks_work_as_the_application(self, kind, by):
        by(kind)
        insist_on_application()
        assert asked(connection, "SELECT 1") == 1

    @pytest.mark.parametrize(("kind", "why"), [("keeper", "sees every region"), ("forgetter", "sees every")])
    def test_nobody_mightier_starts(self, kind, why, by):
        by(kind)
        with pytest.raises(ImproperlyConfigured, match=why):
            insist_on_application()

    def test_the_owner_does_not_start(self, monkeypatch):
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
        connection.close()
        with pytest.raises(ImproperlyConfigured, match=r"superuser.*make_logins"):
            insist_on_application()

    def test_an_owner_without_a_superusers_rights_does_not_start_either(self, owner, by):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE mine (id int)")
            cursor.execute(f"ALTER TABLE mine OWNER TO {login_of(owner, 'worker')}")
        before = dict(connection.settings_dict)
        try:
            by("worker")
            with pytest.raises(ImproperlyConfigured, match="owns tables"):
                insist_on_application()
        finally:
            connection_created.disconnect(dispatch_uid="standing")
            connection.settings_dict.update(before)
            connection.close()
            with as_owner(), connection.cursor() as cursor:
                cursor.execute("DROP TABLE mine")

    def test_a_worker_of_the_owners_ends_with_the_sentence(self, monkeypatch):
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
        connection.close()
        with pytest.raises(SystemExit, match="make_logins"):
            work_as_application()

    def test_a_database_that_is_not_there_yet_is_asked_when_it_is(self, by, monkeypatch):
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
        with monkeypatch.context() as away:
            away.setitem(connection.settings_dict, "PORT", "1")
            connection.close()
            insist_on_application()
        with pytest.raises(ImproperlyConfigured, match="superuser"):
            asked(connection, "SELECT 1")


class TestWhoWaitsTooLong:
    @pytest.fixture
    def held(self):
        """A row of an agent that somebody else holds, and does not let go."""
        agent = amina()
        client = Client()
        client.force_login(agent)
        client.get("/desk/")
        known = connection.get_connection_params()
        known.pop("cursor_factory", None)
        with closing(psycopg2.connect(**known)) as holder, holder.cursor() as cursor:
            cursor.execute("SELECT 1 FROM workforce_presence WHERE agent_id = %s FOR UPDATE", [agent.pk])
            yield client
            holder.rollback()

    @pytest.fixture(autouse=True)
    def impatient(self):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")

    def test_is_told_to_try_again_on_a_page(self, held):
        answer = held.post("/desk/ready/")
        assert (answer.status_code, str(DatabaseIsBusy.message) in answer.content.decode()) == (503, True)

    def test_is_told_so_in_the_fragment_that_htmx_shows(self, held):
        answer = held.post("/desk/ready/", headers={"HX-Request": "true"})
        assert (answer.status_code, str(DatabaseIsBusy.message) in answer.content.decode()) == (409, True)

    def test_finds_nothing_half_stored(self, held):
        held.post("/desk/ready/")
        with connection.cursor() as cursor:
            cursor.execute("SELECT state FROM workforce_presence")
            assert cursor.fetchall() == [("offline",)]


def test_a_statement_that_takes_too_long_is_given_up():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10ms'")
        with pytest.raises(OperationalError) as given_up:
            cursor.execute("SELECT pg_sleep(60)")
        transaction.set_rollback(True)
    assert isinstance(as_refusal(given_up.value), DatabaseIsBusy)


def test_another_fault_of_the_database_is_none():
    assert as_refusal(OperationalError("the connection is gone")) is None
