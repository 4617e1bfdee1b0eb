"""What the environment says, without what a file or a shell puts around it."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

BYTE_ORDER_MARK = "\ufeff"


class _Bare(FileAwareMapping):
    """Values by name, each from `X` or from the file that `X_FILE` names, bare of space, line ends and mark."""

    def __getitem__(self, key: str) -> str:
        try:
            return bare(super().__getitem__(key))
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

    def list(self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET) -> list[Any]:
        """What stands between commas, each part bare; empty parts are left out."""
        return [one for part in super().list(var, cast, default) if (one := bare(part))]


def bare(text: str) -> str:
    """`text` without spaces, line ends and byte order mark around it."""
    return text.strip().strip(BYTE_ORDER_MARK).strip()
