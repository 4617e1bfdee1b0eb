"""How long each kind of process may let the database wait, or be let wait by it: limits of its login.

They belong to the login, not to the connection: a pooler passes no options of a connection on.
"""

from django.db import connection

LIMITS: dict[str, dict[str, str]] = {
    # A page or a post: whoever waits for it has given up after a quarter of a minute. A lock that is held for longer
    # than three seconds is held by something that hangs; nothing of ours holds one while it talks to the outside.
    "web": {
        "lock_timeout": "3s",
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "15s",
    },
    # A task: nobody waits for it, a sweeper comes back to what it leaves. Long enough for a sweep after a bad night.
    "worker": {
        "lock_timeout": "10s",
        "statement_timeout": "60s",
        "idle_in_transaction_session_timeout": "60s",
    },
}
"""By kind of process. Whoever migrates, measures or checks invariants logs in as the owner and has none."""


def login_of(owner: str, kind: str) -> str:
    """The login of a kind of process beside the one that owns the tables."""
    return f"{owner}_{kind}"


def may_make_logins() -> bool:
    """Whether the login that is connected may make others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def make_logins(owner: str, password: str) -> list[str]:
    """Make the logins there are not yet, and set the limits of all; their names.

    A login acts as `owner` from its first statement on, so it may do what the owner may, and what it makes is the
    owner's. `password` is the owner's: one secret opens the same door. The one who connects must be allowed to make
    roles. Repeated, it changes nothing but what differs.
    """
    names = [login_of(owner, kind) for kind in LIMITS]
    with connection.cursor() as cursor:
        for name, limits in zip(names, LIMITS.values(), strict=True):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {_quoted(name)} LOGIN IN ROLE {_quoted(owner)}")
            cursor.execute(f"ALTER ROLE {_quoted(name)} PASSWORD %s", [password or None])
            for setting, value in {"role": owner, **limits}.items():
                cursor.execute(f"ALTER ROLE {_quoted(name)} SET {setting} = %s", [value])
    return names


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
