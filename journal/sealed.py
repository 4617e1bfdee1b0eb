"""What must not lie in the clear: national numbers, telephone numbers, answers.

AES-256-GCM with a key id in front, so that keys can be changed one after the other; the table and column are
authenticated with the value, so that a value cannot be moved to another column. Look-up goes by a blind
index (HMAC-SHA256, other key): a plain hash of an 11-digit number would be guessed in minutes.
"""

import hashlib
import hmac
import os
import uuid
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from journal.keys import key_in, keys_in

NONCE_BYTES = 12
INDEX_BYTES = 16


@cache
def keyring(text: str) -> dict[str, AESGCM]:
    """The keys by id, in the order of the setting FIELD_KEYS; the first one writes."""
    return {key_id: AESGCM(key) for key_id, key in keys_in(text).items()}


def seal(text: str, *, place: str) -> bytes:
    """Encrypt `text` with the newest key: key id, colon, nonce, ciphertext. `place` is "table.column"."""
    key_id, key = next(iter(keyring(settings.FIELD_KEYS).items()))
    nonce = os.urandom(NONCE_BYTES)
    return key_id.encode() + b":" + nonce + key.encrypt(nonce, text.encode(), place.encode())


def unseal(sealed: bytes, *, place: str) -> str:
    """Decrypt what `seal` made. Raises KeyError for an unknown key, InvalidTag for a tampered value."""
    key_id, _colon, rest = bytes(sealed).partition(b":")
    # The setting may once have been written with a space before the id, and the id was sealed with it.
    key = keyring(settings.FIELD_KEYS)[key_id.decode().strip()]
    return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.encode()).decode()


def blind_index(text: str) -> bytes | None:
    """16 bytes by which an equal value is found again; None for an empty one. Normalise before you call."""
    if not text:
        return None
    return hmac.new(key_in(settings.BLIND_INDEX_KEY), text.encode(), hashlib.sha256).digest()[:INDEX_BYTES]


class SealedTextField(models.TextField):
    """Text that lies encrypted in the database and is read and written in the clear by Python.

    It cannot be searched; put a `blind_index` beside it where a look-up is needed. Empty text is sealed too,
    so that the database does not tell who has no number.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "bytea"

    @property
    def place(self) -> str:
        """Where the value belongs; part of what is authenticated."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        text = self.get_prep_value(value)
        return None if text is None else connection.Database.Binary(seal(text, place=self.place))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else unseal(bytes(value), place=self.place)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class SealedRow(models.Model):
    """A row with sealed values: which row it is, and whom it is about, in words that the application chose.

    `key` is made before the row is written, so that a value can be bound to its own row. `subject` is the opaque key
    of the person whom the values are about, empty until somebody knows it.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    subject = models.UUIDField(
        null=True, help_text="The opaque key of whom this is about, once that is known."
    )

    class Meta:
        abstract = True
