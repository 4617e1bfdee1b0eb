"""No index is the beginning of another: each costs every insert, and the longer one answers for both."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

# Those of Django's own tables and of its tables between many and many, which offer no choice.
BEGINNINGS = """
    SELECT t.relname, a.relname, b.relname
    FROM pg_index i
    JOIN pg_index j ON j.indrelid = i.indrelid AND j.indexrelid <> i.indexrelid
    JOIN pg_class a ON a.oid = i.indexrelid
    JOIN pg_class b ON b.oid = j.indexrelid AND b.relam = a.relam
    JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
    WHERE NOT i.indisunique AND i.indexprs IS NULL AND j.indexprs IS NULL
      AND pg_get_expr(i.indpred, i.indrelid) IS NOT DISTINCT FROM pg_get_expr(j.indpred, j.indrelid)
      AND (i.indkey::int2[])[0:i.indnkeyatts - 1] = (j.indkey::int2[])[0:i.indnkeyatts - 1]
      AND (i.indclass::oid[])[0:i.indnkeyatts - 1] = (j.indclass::oid[])[0:i.indnkeyatts - 1]
      AND t.relname NOT LIKE ALL(%s)"""
NOT_OURS = ["auth\\_%", "django\\_%", "accounts\\_user\\_%", "calls\\_campaign\\_required\\_courses"]


def test_no_index_is_the_beginning_of_another():
    with connection.cursor() as cursor:
        cursor.execute(BEGINNINGS, [NOT_OURS])
        assert cursor.fetchall() == []
