"""What the environment says, without what a file or a shell puts around it."""

from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

BYTE_ORDER_MARK = "\ufeff"
ENCODE = "python3 -c 'import getpass, urllib.parse as u; print(u.quote(getpass.getpass(), safe=\"\"))'"


class _Bare(FileAwareMapping):
    """Values by name, each from `X` or from the file that `X_FILE` names, bare of space, line ends and mark.

    Each is meant literally. django-environ takes one that begins with `$` for the name of another variable; with
    `escape_proxy` it reads `\\$` as `$`, so every `$` is handed to it in that way.
    """

    def __getitem__(self, key: str) -> str:
        try:
            return bare(super().__getitem__(key)).replace("$", r"\$")
        except UnicodeDecodeError:  # it would quote the file: that is, the secret
            raise ImproperlyConfigured(f"The file that {key}_FILE names is no text in UTF-8.") from None
        except OSError as error:
            raise ImproperlyConfigured(
                f"The file that {key}_FILE names cannot be read: {error.strerror}."
            ) from None


class Env(environ.Env):
    """django-environ, for secrets kept in files: editors end them with a line end, Windows begins them with a mark.

    Without this a token from a file would verify nothing, and a key of the same letters would be another key.
    """

    ENVIRON = _Bare(cache=False)

    def __init__(self, **scheme: Any) -> None:
        super().__init__(**scheme)
        self.escape_proxy = True

    def db(self, var: str, default: Any = environ.Env.NOTSET, engine: str | None = None) -> dict[str, Any]:
        """The database of an address `postgresql://user:password@host:5432/name`.

        One that cannot be read is refused without quoting it: what Python says of a wrong port is, when a password
        holds a `/` that is not encoded, the password's beginning.
        """
        text = self.str(var, default=default)
        try:
            found = self.db_url_config(text, engine) if _scheme(text) in self.POSTGRES_FAMILY else {}
        except ValueError:
            found = {}
        if not found.get("NAME") or "@" in f"{found['NAME']}{found['HOST']}{found.get('OPTIONS')}":
            raise ImproperlyConfigured(_unreadable(var))
        return found

    def redis(self, var: str, default: Any = environ.Env.NOTSET) -> str:
        """The address `redis://:password@host:6379/0` (or `rediss://`) as it is; refused as in `db`."""
        text = self.str(var, default=default)
        try:
            parts = urlsplit(text)
            is_sound = parts.hostname and (parts.port is None or parts.port > 0) and not parts.fragment
        except ValueError:
            raise ImproperlyConfigured(_unreadable(var)) from None
        database = parts.path.strip("/")
        if not is_sound or _scheme(text) not in ("redis", "rediss") or not (database or "0").isdecimal():
            raise ImproperlyConfigured(_unreadable(var))
        return text

    def list(self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET) -> list[Any]:
        """What stands between commas, each part bare; empty parts are left out."""
        return [one for part in super().list(var, cast, default) if (one := bare(part))]


def bare(text: str) -> str:
    """`text` without spaces, line ends and byte order mark around it."""
    return text.strip().strip(BYTE_ORDER_MARK).strip()


def _scheme(text: str) -> str:
    return text.partition("://")[0].lower()


def _unreadable(var: str) -> str:
    return f"{var} cannot be read. Percent-encode the password: {ENCODE}"
