"""Who runs PostgreSQL: it refuses root, so root lends it the identity of an unprivileged user."""

import os
import pwd
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from .trouble import CannotStart

NAMELESS = ("unshare", "--user", "--map-user=65534", "--map-group=65534")


@dataclass(frozen=True)
class Identity:
    """The user a child runs as, and the command that has to stand before it (often none).

    `uid` and `gid` are None for the user who started us.
    """

    uid: int | None = None
    gid: int | None = None
    prefix: tuple[str, ...] = field(default=())

    def popen_arguments(self) -> dict[str, object]:
        """The keyword arguments with which `subprocess` becomes this user."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make this user the owner of `path`."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def may_reach(self, path: Path) -> bool:
        """Whether this user can walk to `path` (a checkout under /root is closed to others)."""
        arguments = self.popen_arguments()
        return subprocess.run(["test", "-x", path], cwd="/", check=False, **arguments).returncode == 0  # type: ignore[call-overload]


def unprivileged(*paths: Path) -> Identity:
    """The identity under which PostgreSQL can run and reach `paths`.

    Root becomes `postgres` or `nobody`; where those cannot reach the paths, a user namespace in which root's
    files look like nobody's. Anybody else stays who they are. Refused: root without either.
    """
    if os.geteuid() != 0:
        return Identity()
    for name in ("postgres", "nobody"):
        known = next((user for user in pwd.getpwall() if user.pw_name == name), None)
        if known is None:
            continue
        identity = Identity(known.pw_uid, known.pw_gid)
        if all(identity.may_reach(path) for path in paths):
            return identity
    if _user_namespaces_work():
        return Identity(prefix=NAMELESS)
    places = " and ".join(str(path) for path in paths)
    raise CannotStart(
        f"PostgreSQL does not run as root, and no other user can reach {places}. "
        "Move the checkout out of a closed folder, start as another user, or set DATABASE_URL."
    )


def _user_namespaces_work() -> bool:
    try:
        return subprocess.run([*NAMELESS, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
