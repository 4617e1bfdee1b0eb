"""Pages and tasks never work by a login that could change the record, or see what they need not."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from journal.models import APPEND_ONLY

HOW = "Run `manage.py make_logins` as the owner, and give this process DATABASE_LOGIN=web or worker."
ASK = """
SELECT rolsuper, rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace
               AND pg_has_role(current_user, relowner, 'MEMBER')),
       EXISTS (SELECT 1 FROM pg_class WHERE relname = ANY (%s) AND relnamespace = 'public'::regnamespace
               AND has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE'))
  FROM pg_roles WHERE rolname = current_user"""
FAULTS = (
    "is a superuser of the database",
    "sees every region, whatever the database's policies say",
    "owns tables, or may become who does",
    "may change what stands in the journal",
)


def insist_on_application() -> None:
    """From now on this process refuses every connection to the database by a login that is more than the application.

    Said at once if the database answers, else with the first connection: it may start after us. Only where the settings
    insist (production); raises ImproperlyConfigured.
    """
    if not settings.INSIST_ON_APPLICATION:
        return
    connection_created.connect(_refuse_more, dispatch_uid="standing")
    with suppress(OperationalError):
        connection.ensure_connection()
    connection.close()


def _refuse_more(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ASK, [[model._meta.db_table for model in APPEND_ONLY]])
        said = cursor.fetchone()
    for fault, is_so in zip(FAULTS, said, strict=True):
        if is_so:
            raise ImproperlyConfigured(f"{connection.settings_dict['USER']} {fault}. {HOW}")
