"""Whatever the application tries, what stands in the journal stays as it stands."""

from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from config.logins import APPLICATION, login_of
from journal.models import APPEND_ONLY, Entry
from tests.roles import login

pytestmark = pytest.mark.django_db(transaction=True)

BY_A_LINE_OF_IT = (
    "UPDATE journal_entry SET facts = '{}'",
    "DELETE FROM journal_entry",
    "TRUNCATE journal_entry",
    "TRUNCATE accounts_user CASCADE",
    "INSERT INTO journal_entry (id, name, facts, happened_at) SELECT id, 'else', '{}', now() FROM journal_entry"
    " ON CONFLICT (id) DO UPDATE SET name = 'else'",
    "MERGE INTO journal_entry USING (SELECT 1) one ON true WHEN MATCHED THEN UPDATE SET name = 'else'",
    "MERGE INTO journal_entry USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM journal_entry RETURNING 1) SELECT count(*) FROM gone",
    "DO $$ BEGIN DELETE FROM journal_entry; END $$",
    "SELECT * FROM journal_entry FOR UPDATE",
    "SET journal.may_forget = 'yes'; DELETE FROM journal_entry",
)
BY_ITS_GUARDS = (
    "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER journal_entry_append_only ON journal_entry",
    "ALTER TRIGGER journal_entry_append_only ON journal_entry RENAME TO sleeping",
    "SET session_replication_role = 'replica'",
    "CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RETURN NEW; END $$",
    "ALTER FUNCTION journal_is_append_only() SET journal.may_forget = 'yes'",
    "CREATE RULE nothing AS ON DELETE TO journal_entry DO INSTEAD NOTHING",
    "CREATE TRIGGER mine BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()",
    "ALTER TABLE journal_entry ADD COLUMN hidden text",
    "ALTER TABLE journal_entry OWNER TO CURRENT_USER",
    "DROP TABLE journal_entry",
    "ALTER TABLE journal_entry RENAME TO journal_former",
    "SELECT setval('journal_entry_id_seq', 1)",
)
BY_ANOTHER_TABLE_OF_ITS_NAME = (
    "CREATE TEMPORARY TABLE journal_entry (LIKE public.journal_entry)",
    "CREATE TABLE public.journal_elsewhere (LIKE public.journal_entry)",
    "CREATE SCHEMA mine",
    "CREATE VIEW public.journal_seen AS SELECT * FROM journal_entry",
)
BY_BECOMING_SOMEBODY_ELSE = (
    "SET ROLE {owner}",
    "SET SESSION AUTHORIZATION {owner}",
    "GRANT {owner} TO {self}",
    "GRANT {owner}_forgetter TO {self}",
    "GRANT DELETE ON journal_entry TO {self}; DELETE FROM journal_entry",
    "ALTER ROLE {self} SUPERUSER",
    "ALTER ROLE {self} BYPASSRLS",
    "ALTER ROLE {owner} PASSWORD 'mine'",
    "CREATE ROLE mine SUPERUSER",
    "ALTER DATABASE {database} SET journal.may_forget = 'yes'",
    "ALTER SYSTEM SET session_replication_role = 'replica'",
)
BY_THE_SERVER_ITSELF = (
    "COPY journal_entry TO PROGRAM 'cat'",
    "COPY journal_entry FROM PROGRAM 'true'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT lo_import('/etc/passwd')",
    "CREATE EXTENSION dblink",
    "CREATE FUNCTION public.mine() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM journal_entry'",
    "DO $$ BEGIN LOCK TABLE journal_entry IN ACCESS EXCLUSIVE MODE; END $$",
)
WAYS = (
    *BY_A_LINE_OF_IT,
    *BY_ITS_GUARDS,
    *BY_ANOTHER_TABLE_OF_ITS_NAME,
    *BY_BECOMING_SOMEBODY_ELSE,
    *BY_THE_SERVER_ITSELF,
)
DENIED = (
    psycopg2.errors.InsufficientPrivilege,
    psycopg2.errors.InvalidAuthorizationSpecification,
    psycopg2.errors.ReadOnlySqlTransaction,
)


@pytest.fixture
def line():
    return Entry.objects.create(name="x", facts={"call_id": 1})


@pytest.mark.parametrize("kind", ["web", "worker", "keeper"])
def test_no_way_leads_round_it(line, kind):
    """One after the other, each refused for want of a right: not for a mistake in it."""
    let_through = []
    with closing(login(kind)) as bare:
        bare.autocommit = True
        for way in WAYS:
            owner = connection.settings_dict["USER"]
            names = {"owner": owner, "self": login_of(owner, kind), "database": bare.info.dbname}
            try:
                with bare.cursor() as cursor:
                    cursor.execute(way.replace("'{}'", "'{{}}'").format(**names))
                let_through.append(way)
            except DENIED:
                pass
    assert let_through == []
    assert Entry.objects.get(pk=line.pk).facts == {"call_id": 1}


@pytest.mark.parametrize("kind", ["web", "worker", "keeper", "forgetter"])
def test_everybody_may_add_to_it(line, kind):
    with closing(login(kind)) as bare, bare.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (name, facts, happened_at) VALUES ('y', '{}', now()) RETURNING id"
        )
        assert cursor.fetchone()[0] > line.pk
        bare.rollback()


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_the_forgetter_takes_lines_out_when_it_says_so(model, line):
    with closing(login("forgetter")) as bare, bare.cursor() as cursor:
        cursor.execute("SET LOCAL journal.may_forget = 'yes'")
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
        bare.rollback()
    with (
        closing(login("forgetter")) as bare,
        bare.cursor() as cursor,
        pytest.raises(psycopg2.errors.RaiseException, match="append-only"),
    ):
        cursor.execute("DELETE FROM journal_entry")


def test_nothing_of_another_table_reaches_into_it():
    """A foreign key's own action, or a function of somebody mightier, would write with rights that nobody gave."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)"
            " AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r'))",
            [[model._meta.db_table for model in APPEND_ONLY]],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        assert cursor.fetchall() == []


def test_the_triggers_stand_on_the_same_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgfoid = 'journal_is_append_only'::regproc ORDER BY 1"
        )
        assert [table for (table,) in cursor.fetchall()] == sorted(
            model._meta.db_table for model in APPEND_ONLY
        )


def test_the_tests_themselves_work_as_the_application():
    owner = connection.settings_dict["USER"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == login_of(owner, APPLICATION)
