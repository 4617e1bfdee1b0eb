"""The database's copy of the claim is the one that Python wrote."""

import pytest
from django.db import connection

from calls.queries.claims import CREATE_FUNCTION


@pytest.mark.django_db
def test_the_function_in_the_database_is_made_of_the_tables_in_python():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'calls_claim'")
        [(source,)] = cursor.fetchall()
    written = CREATE_FUNCTION.partition("$claim$")[2].rpartition("$claim$")[0]
    assert source == written, "add a migration that creates the function anew"
