import pytest
from django.db import Error, connection, transaction

from journal.models import Entry, View
from tests.roles import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_gate():
    """Also to their owner, who has the right; others have none (tests/config/test_append_only.py)."""
    with as_owner():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL journal.may_forget = 'no'")
        yield


@pytest.mark.parametrize("model", [Entry, View])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_journal(model, statement, closed_gate, django_user_model):
    Entry.objects.create(name="x", facts={})
    View.objects.create(viewer=django_user_model.objects.create(username="v"), person="0" * 32, page="desk")
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))


@pytest.mark.parametrize("model", [Entry, View])
def test_the_journal_cannot_be_emptied(model, closed_gate):
    with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table}")
