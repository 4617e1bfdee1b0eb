"""Taking turns over what no row stands for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from journal.locks import lock_until_commit


def is_held():
    """Whether a stranger finds any advisory lock of this database held."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = "
                "(SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            return cursor.fetchone()[0] > 0
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_until_the_first_is_through():
    order = []

    def second():
        try:
            with transaction.atomic():
                lock_until_commit("a subject")
                order.append("second")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as others:
        with transaction.atomic():
            lock_until_commit("a subject")
            lock_until_commit("a subject")
            waiting = others.submit(second)
            assert others.submit(is_held).result()
            order.append("first")
        waiting.result()
        assert not others.submit(is_held).result()
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_would_hold_nothing():
    with pytest.raises(TransactionManagementError):
        lock_until_commit("a subject")
