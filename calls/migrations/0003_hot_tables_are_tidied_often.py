from django.db import migrations

# By default PostgreSQL tidies a table when a fifth of its rows are dead: with three million calls of history that is
# 600,000 changes of state, more than a day's, whose dead index entries stand before the first call of every lane. Here
# it is by the number of changes, however long the history (PostgreSQL, "Routine Vacuuming", the formula).
OFTEN = {
    "autovacuum_vacuum_scale_factor": "0",
    "autovacuum_vacuum_threshold": "2000",
    "autovacuum_analyze_scale_factor": "0.02",
}
HOT = (
    "calls_call",
    "calls_attempt",
    "calls_numberunderway",
    "telephony_leg",
    "telephony_message",
    "workforce_timeinstate",
)
# A heartbeat changes one row of a small table every fifteen seconds: with room beside it, it stays on its page.
ROOMY = {"fillfactor": "50", **OFTEN}


def stored(table, how):
    """The change of a table's storage, and the way back to the defaults."""
    settings = ", ".join(f"{name} = {value}" for name, value in how.items())
    return migrations.RunSQL(
        f"ALTER TABLE {table} SET ({settings})", f"ALTER TABLE {table} RESET ({', '.join(how)})"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0002_a_call_is_claimed_by_one_function"),
        ("telephony", "0001_initial"),
        ("workforce", "0001_initial"),
    ]

    operations = [*(stored(table, OFTEN) for table in HOT), stored("workforce_presence", ROOMY)]
