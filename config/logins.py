"""Who may do what in the database: a login for each kind of process, none of which owns a table.

The owner migrates, and makes the others. Pages and tasks work as the *application*: it reads and writes what people
do, adds to the journal, and can neither change what stands there nor the tables, triggers and functions that say so.
The *keeper* sees every region: backups, invariants, measuring. The *forgetter* alone may take lines out of the journal,
when their term is over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction
from psycopg2.sql import SQL, Composable, Identifier, Literal

from journal.models import APPEND_ONLY

APPLICATION = "application"
"""The part that pages and tasks play. It is no login: it holds what every login beside the owner may do."""
WRITTEN_BY_MIGRATIONS = ("django_migrations", "django_content_type", "auth_permission")


@dataclass(frozen=True)
class Login:
    """A kind of process. `secret`: whose password it is, `limits`: how long it may wait, or let the database wait.

    Limits belong to the login, not to the connection: a pooler passes no options of a connection on.
    """

    secret: str
    limits: Mapping[str, str] = field(default_factory=dict)
    sees_every_region: bool = False
    may_forget: bool = False


LOGINS = {
    # A page or a post: whoever waits for it has given up after a quarter of a minute. A lock that is held for longer
    # than three seconds is held by something that hangs; nothing of ours holds one while it talks to the outside.
    "web": Login(
        APPLICATION,
        {"lock_timeout": "3s", "statement_timeout": "15s", "idle_in_transaction_session_timeout": "15s"},
    ),
    # A task: nobody waits for it, a sweeper comes back to what it leaves. Long enough for a sweep after a bad night.
    "worker": Login(
        APPLICATION,
        {"lock_timeout": "10s", "statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"},
    ),
    "keeper": Login("keeper", sees_every_region=True),
    # It works in small batches beside the others, and never keeps them waiting.
    "forgetter": Login("forgetter", {"lock_timeout": "3s"}, sees_every_region=True, may_forget=True),
}
"""By kind of process, its DATABASE_LOGIN."""


def login_of(owner: str, kind: str) -> str:
    """The login of a kind of process (or the APPLICATION) beside the one that owns the tables."""
    return f"{owner}_{kind}"


def password_settings() -> dict[str, str]:
    """Which setting holds whose password, beside the owner's."""
    return {login.secret: f"{login.secret.upper()}_PASSWORD" for login in LOGINS.values()}


def may_make_logins() -> bool:
    """Whether the login that is connected may make others, also those that see every region."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR (rolcreaterole AND rolbypassrls) FROM pg_roles WHERE rolname = current_user"
        )
        return bool(cursor.fetchone()[0])


def make_logins(owner: str, passwords: Mapping[str, str]) -> list[str]:
    """Make the logins there are not yet, and set anew what each may do; their names.

    `passwords` are by whose they are (`Login.secret`); a login without one gets in only where the server asks for none.
    To be run as the owner after each migration, since a new table is nobody's but the owner's until then. All or
    nothing; repeated, it changes nothing but what differs.
    """
    with transaction.atomic():
        _make(login_of(owner, APPLICATION), "NOLOGIN")
        for statement in _grants(login_of(owner, APPLICATION)):
            _say(statement)
        for kind, login in LOGINS.items():
            _make_login(owner, login_of(owner, kind), login, passwords.get(login.secret) or None)
    return [login_of(owner, kind) for kind in LOGINS]


def _make_login(owner: str, name: str, login: Login, password: str | None) -> None:
    _make(name, "LOGIN BYPASSRLS" if login.sees_every_region else "LOGIN")
    # From nothing: a login that was once made otherwise keeps neither a part nor a setting of then.
    _say(SQL("REVOKE {} FROM {}").format(Identifier(owner), Identifier(name)))
    _say(SQL("ALTER ROLE {} RESET ALL").format(Identifier(name)))
    _say(SQL("GRANT {} TO {}").format(Identifier(login_of(owner, APPLICATION)), Identifier(name)))
    _say(SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(name), Literal(password)))
    for setting, value in login.limits.items():
        _say(SQL("ALTER ROLE {} SET {} = {}").format(Identifier(name), Identifier(setting), Literal(value)))
    if login.may_forget:
        for model in APPEND_ONLY:
            _say(
                SQL("GRANT UPDATE, DELETE ON {} TO {}").format(_table(model._meta.db_table), Identifier(name))
            )


def _grants(application: str) -> Iterator[Composable]:
    """What the application may do, said from nothing. Others of the same server may neither make nor shadow a table."""
    who = Identifier(application)
    database = Identifier(str(connection.settings_dict["NAME"]))
    yield SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    yield SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database)
    yield SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, who)
    yield SQL("GRANT USAGE ON SCHEMA public TO {}").format(who)
    yield SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(who)
    yield SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(who)
    # Not UPDATE, which would let it wind a sequence back; a backup reads where each stands.
    yield SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(who)
    added_to = {model._meta.db_table for model in APPEND_ONLY}
    for table in added_to:
        yield SQL("GRANT INSERT ON {} TO {}").format(_table(table), who)
    changed = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    for table in sorted(changed - added_to - set(WRITTEN_BY_MIGRATIONS)):
        yield SQL("GRANT INSERT, UPDATE, DELETE ON {} TO {}").format(_table(table), who)


def _table(name: str) -> Composable:
    return Identifier("public", name)


def _make(name: str, attributes: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(SQL("CREATE ROLE {}").format(Identifier(name)))
        cursor.execute(SQL("ALTER ROLE {} " + attributes).format(Identifier(name)))


def _say(statement: Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
