"""The journal can be added to and nothing else; the database itself refuses.

Erasure by law goes through one narrow gate: a session that sets `journal.may_forget` to 'yes'.
"""

from django.db import migrations

TABLES = ("journal_entry", "journal_view")

GUARD = """
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('journal.may_forget', true), '') <> 'yes' THEN
        RAISE EXCEPTION 'the journal is append-only: % of % refused', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN CASE WHEN TG_LEVEL = 'ROW' AND TG_OP = 'UPDATE' THEN NEW WHEN TG_LEVEL = 'ROW' THEN OLD END;
END $$;
"""
PER_TABLE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
"""
UNDO = """
DROP TRIGGER {table}_append_only ON {table};
DROP TRIGGER {table}_no_truncate ON {table};
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARD + "".join(PER_TABLE.format(table=table) for table in TABLES),
            "".join(UNDO.format(table=table) for table in TABLES) + "DROP FUNCTION journal_is_append_only();",
        )
    ]
