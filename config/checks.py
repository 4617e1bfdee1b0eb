"""What the wiring asks of the settings and of the database it meets."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from config.database_log import SILENT, too_loud
from journal.keys import UnsoundKeys, key_in, keys_in

ASK_LOG_SETTINGS = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"


@register()
def keys_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In every environment: a key that is empty, doubled or short would be found out at the first sealed value."""
    found: list[CheckMessage] = []
    for name, read in (("FIELD_KEYS", keys_in), ("BLIND_INDEX_KEY", key_in)):
        try:
            read(getattr(settings, name))
        except UnsoundKeys as unsound:
            found.append(Error(f"{name} cannot be used. {unsound}", id="config.E001"))
    return found


@register(Tags.database)
def the_databases_log_holds_no_values(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Said by `migrate` and by `check --database default`, and no more than said: the log may be well locked away."""
    return [warning for alias in databases or () for warning in _loud_log_of(alias)]


def _loud_log_of(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute(ASK_LOG_SETTINGS, [list(SILENT)])
        loud = too_loud(dict(cursor.fetchall()))
    if not loud:
        return []
    as_it_is = ", ".join(f"{name} is {value}" for name, value in loud.items())
    wanted = "; ".join(f"{name} = {SILENT[name]}" for name in loud)
    return [
        Warning(
            f"PostgreSQL's log will hold people's names and numbers when a statement fails: {as_it_is}.",
            hint=f"In postgresql.conf, then reload: {wanted}",
            id="config.W001",
        )
    ]
