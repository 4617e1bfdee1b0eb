"""Each kind of process has a login whose waits are bounded; the owner's has none."""

import subprocess
import sys
from contextlib import closing

import psycopg2
import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test import Client

from config.logins import LIMITS, login_of
from config.refusals import DatabaseIsBusy, as_refusal
from tests.cast import amina
from tests.house.tree import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
# Roles belong to the whole server, so only one worker of the suite makes them.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("logins")]


@pytest.fixture
def owner():
    return connection.settings_dict["USER"]


@pytest.fixture
def logins(owner):
    call_command("make_logins", verbosity=0)
    yield [login_of(owner, kind) for kind in LIMITS]
    with connection.cursor() as cursor:
        for kind in LIMITS:
            cursor.execute(f'DROP ROLE IF EXISTS "{login_of(owner, kind)}"')


def connected(user):
    """A connection of somebody who logs in by this name."""
    known = connection.get_connection_params()
    known.pop("cursor_factory", None)
    return closing(psycopg2.connect(**known | {"user": user}))


def asked(bare, question):
    with bare.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("kind", LIMITS)
def test_a_login_acts_as_the_owner_within_its_limits(logins, owner, kind):
    with connected(login_of(owner, kind)) as bare:
        assert asked(bare, "SELECT current_user") == owner
        assert {name: asked(bare, f"SHOW {name}") for name in LIMITS[kind]} == {
            name: {"60s": "1min"}.get(value, value) for name, value in LIMITS[kind].items()
        }


def test_the_owner_who_migrates_and_measures_has_no_limits(logins, owner):
    with connected(owner) as bare:
        assert {asked(bare, f"SHOW {name}") for name in LIMITS["web"]} == {"0"}


def test_made_again_they_are_the_same(logins, owner):
    call_command("make_logins", verbosity=0)
    with connected(login_of(owner, "web")) as bare:
        assert asked(bare, "SELECT 1") == 1


def test_who_may_not_make_logins_is_told_what_to_do():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE somebody_small; SET LOCAL ROLE somebody_small")
        with pytest.raises(CommandError, match="CREATEROLE"):
            call_command("make_logins")
        call_command("make_logins", "--if-allowed")
        transaction.set_rollback(True)


def test_a_process_connects_by_the_login_of_its_kind():
    shown = "from config.settings import base; print(base.DATABASES['default']['USER'])"
    env = {"DATABASE_LOGIN": "web", "DATABASE_URL": "postgresql://tracing@127.0.0.1/x", "PATH": ""}
    said = subprocess.run(
        [sys.executable, "-c", shown], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "tracing_web"


@pytest.mark.parametrize(
    ("service", "kind"), [("web", "web"), ("ws", "web"), ("worker-state", "worker"), ("worker-sms", "worker")]
)
def test_the_containers_have_their_logins(service, kind):
    assert COMPOSE["services"][service]["environment"]["DATABASE_LOGIN"] == kind


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
