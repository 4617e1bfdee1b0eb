"""The demo's secrets: made once, kept beside its data, readable by their owner only."""

import base64
import json
import os
import secrets
from pathlib import Path

PASSWORDS = ("APPLICATION_PASSWORD", "KEEPER_PASSWORD", "FORGETTER_PASSWORD")
"""Of the database's logins (config/logins.py): told to whoever makes them, and to each process its own."""


def read_or_make(file: Path) -> dict[str, str]:
    """The secrets kept in `file`, made at random on the first start, or when there was no need of one yet."""
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    if missing := {name: secret for name, secret in _fresh().items() if name not in kept}:
        kept |= missing
        write_privately(file, json.dumps(kept, indent=2) + "\n")
    return kept


def write_privately(file: Path, text: str) -> None:
    """Replace `file` by one with this text that nobody else can read, never leaving half of it."""
    draft = file.with_name(f".{file.name}.draft")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as writing:
        writing.write(text)
    draft.replace(file)


def _fresh() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": f"demo:{_key()}",
        "BLIND_INDEX_KEY": _key(),
        "TELEPHONY_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
        "TELEPHONY_AUTH_TOKEN": secrets.token_hex(16),
        **{name: secrets.token_urlsafe(32) for name in PASSWORDS},
    }


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
