"""Inserting a row unless a constraint knows it already: one statement, no savepoint, and no second look."""

from functools import cache
from typing import Any

from django.db import connection, models


def insert_unless_there(row: models.Model) -> bool:
    """Insert `row`; False, and nothing is changed, where a unique constraint says that one like it is there.

    Of two transactions that insert the same at once the second waits: for False when the first commits, for its own
    row when it does not. So the constraint decides, not a look beforehand; and unlike an insert that fails with
    IntegrityError it leaves the transaction whole, without a savepoint around it. True: the row is ours, locked until
    our transaction is over, and known by its key as after `save`.
    """
    statement, fields = _insert_into(type(row))
    # What `save` does with each value: fill in what is automatic (auto_now_add), then write it as the column's type.
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        returned = cursor.fetchone()
    if returned is None:
        return False
    row.pk = returned[0]
    row._state.adding, row._state.db = False, connection.alias
    return True


@cache
def _insert_into(model: type[models.Model]) -> tuple[str, list[Any]]:
    """The statement and its fields. Django's bulk_create(ignore_conflicts=True) would not say what became of a row."""
    quoted = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join("%s" for _field in fields)
    table, key = quoted(model._meta.db_table), quoted(str(model._meta.pk.column))
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING RETURNING {key}", fields  # noqa: S608 (names of our own models)
