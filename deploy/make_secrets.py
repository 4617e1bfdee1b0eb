"""Makes the secrets of an installation: `python3 deploy/make_secrets.py FOLDER`.

One file each in a folder that only its owner may enter; the files themselves can be read, because a container
reads them as another user. A file that is already there stays as it is. Keep a copy of
`field_keys` and `blind_index_key` apart from the database's backups: without them the national and telephone
numbers in the database cannot be read, and with them a stolen backup can.
"""

import base64
import secrets
import sys
from collections.abc import Callable
from pathlib import Path


def key() -> str:
    """256 random bits in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


PASSWORDS = ("postgres_password", "application_password", "keeper_password", "forgetter_password")
MAKERS: dict[str, Callable[[], str]] = {
    "secret_key": lambda: secrets.token_urlsafe(60),
    "field_keys": lambda: f"first:{key()}",
    "blind_index_key": key,
    # Of the database's owner, who migrates, and of the logins that it makes (config/logins.py).
    **dict.fromkeys(PASSWORDS, lambda: secrets.token_urlsafe(32)),
    "telephony_auth_token": lambda: secrets.token_hex(16),
}


def make_secrets(folder: Path) -> None:
    """Make every secret that `folder` does not hold yet; refuse a password that PostgreSQL would read otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, maker in MAKERS.items():
        write_once(folder / name, maker())
    for name in PASSWORDS:
        insist_on_bare(folder / name)


def insist_on_bare(file: Path) -> None:
    """PostgreSQL's container takes line ends from behind a password, ours takes spaces and marks around it too."""
    password = file.read_bytes().decode().rstrip("\n")
    if password != password.strip() or not password:
        sys.exit(
            f"{file} is empty, or has a space, a mark or a Windows line end beside the password: write it anew."
        )


def write_once(file: Path, text: str) -> None:
    """Write a file, unless it exists."""
    if not file.exists():
        file.write_text(text)
        file.chmod(0o444)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where: python3 deploy/make_secrets.py deploy/secrets")
    make_secrets(Path(sys.argv[1]))
