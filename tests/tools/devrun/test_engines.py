"""PostgreSQL and Valkey as the demo starts them: on their own data, closed to strangers, refused in a sentence."""

import psycopg2
import pytest
import redis

from tests.patience import PATIENCE
from tools.devrun.binaries import postgres_folder
from tools.devrun.engines import FORGETFUL, start_postgres, start_valkey
from tools.devrun.trouble import CannotStart


@pytest.fixture
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engines")
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o755)
    return folder


def test_what_was_written_is_there_after_a_second_start(home):
    for statement in ("CREATE TABLE kept AS SELECT 17 AS number", "SELECT number FROM kept"):
        engine = start_postgres(home / "postgres", settings=FORGETFUL)
        connection = psycopg2.connect(engine.url)
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            found = cursor.rowcount
        connection.close()
        assert engine.stop(PATIENCE)
        assert engine.child.returncode == 0
        assert found == 1


def test_postgres_lets_nobody_in_without_the_password(home):
    engine = start_postgres(home / "postgres", settings=FORGETFUL)
    try:
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(engine.url.replace(":", ":wrong", 2).replace(":wrong//", "://"))
    finally:
        engine.stop()


def test_a_setting_postgres_does_not_know_is_told_with_its_log(home):
    with pytest.raises(CannotStart, match=r"postgres did not start .*nonsense.*Its log: .*postgres\.log"):
        start_postgres(home / "postgres", settings=["nonsense=1"])


def test_valkey_remembers_across_a_restart(home):
    engine = start_valkey(home / "valkey")
    redis.Redis.from_url(engine.url).set("kept", "17")
    assert engine.stop(PATIENCE)
    engine = start_valkey(home / "valkey")
    assert redis.Redis.from_url(engine.url).get("kept") == b"17"
    engine.stop()


def test_a_start_waits_until_the_last_postgres_has_left(home):
    leaving = start_postgres(home / "postgres", settings=FORGETFUL)
    leaving.child.send_signal(leaving.stop_sign)
    engine = start_postgres(home / "postgres", settings=FORGETFUL)
    psycopg2.connect(engine.url).close()
    engine.stop()
    leaving.stop()


def test_a_folder_without_postgres_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(CannotStart, match="there is no program `postgres` in it"):
        postgres_folder()
