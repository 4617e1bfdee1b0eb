"""The logins of the demonstration: made at random, kept in one file that only its owner can read."""

import json
import secrets
from pathlib import Path
from typing import Any

from tools.devrun.vault import write_privately

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_password() -> str:
    """Sixteen characters that are easy to read and to type: 79 random bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


class Credentials:
    """What the file holds: `users`, `colleagues`, `lab_token`, `test_lab_token`, `example_lab_report`.

    What it holds already is kept, so that a second start does not lock out whoever wrote a password down.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}

    def knows(self, group: str, key: str) -> bool:
        """Whether the file holds that login."""
        return key in self.kept.get(group, {})

    def password(self, group: str, key: str, username: str) -> str:
        """The password of a login, made when it is first asked for."""
        fresh = {"username": username, "password": new_password()}
        return self.kept.setdefault(group, {}).setdefault(key, fresh)["password"]

    def token(self, name: str) -> str:
        """A laboratory's token, made when it is first asked for."""
        return self.kept.setdefault(name, secrets.token_urlsafe(32))

    def keep(self, name: str, value: Any) -> None:
        """Put something in the file, unless it is there."""
        self.kept.setdefault(name, value)

    def write(self) -> None:
        """Replace the file, readable by its owner only."""
        write_privately(self.file, json.dumps(self.kept, indent=2, ensure_ascii=False) + "\n")
