"""What must not lie in the clear: national numbers, telephone numbers, answers.

AES-256-GCM with a key id in front, so that keys can be changed one after the other. Table, column and the row's own key
are authenticated with the value: moved to another column or to another row, it opens no more. Look-up goes by a blind
index (HMAC-SHA256, other keys): a plain hash of an 11-digit number would be guessed in minutes.
"""

import enum
import hashlib
import hmac
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from journal.keys import key_in, keys_in

NONCE_BYTES = 12
INDEX_BYTES = 16
KEY_BYTES = 32


class Kind(enum.StrEnum):
    """What a blind index is of. Each kind has a key of its own, derived from BLIND_INDEX_KEY.

    Two tables in which the same telephone is looked for share the kind; what need never be compared shares none, so
    that equal bytes in two columns tell nothing.
    """

    PHONE = "telephone number"
    NATIONAL_NUMBER = "national number"
    KNOWN_AS = "names, birth date and telephone"
    NAME_AND_PHONE = "names and telephone"
    REPORT = "content of a report"
    SAID = "arguments of an action"
    GUESSER = "username and network of somebody who signs in"


@cache
def keyring(text: str) -> dict[str, AESGCM]:
    """The keys by id, in the order of the setting FIELD_KEYS; the first one writes."""
    return {key_id: AESGCM(key) for key_id, key in keys_in(text).items()}


def seal(text: str, *, place: str) -> bytes:
    """Encrypt `text` with the newest key: key id, colon, nonce, ciphertext. `place` is "table.column row"."""
    key_id, key = next(iter(keyring(settings.FIELD_KEYS).items()))
    nonce = os.urandom(NONCE_BYTES)
    return key_id.encode() + b":" + nonce + key.encrypt(nonce, text.encode(), place.encode())


def unseal(sealed: bytes, *, place: str) -> str:
    """Decrypt what `seal` made. Raises KeyError for an unknown key, InvalidTag for a tampered or moved value."""
    key_id, _colon, rest = bytes(sealed).partition(b":")
    # The setting may once have been written with a space before the id, and the id was sealed with it.
    key = keyring(settings.FIELD_KEYS)[key_id.decode().strip()]
    return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.encode()).decode()


def blind_index(kind: Kind, text: str) -> bytes | None:
    """16 bytes by which an equal value of its kind is found again; None for an empty one. Normalise before you call."""
    if not text:
        return None
    key = _key_of(kind, settings.BLIND_INDEX_KEY)
    return hmac.new(key, text.encode(), hashlib.sha256).digest()[:INDEX_BYTES]


@cache
def _key_of(kind: Kind, text: str) -> bytes:
    return HKDFExpand(SHA256(), KEY_BYTES, kind.encode()).derive(key_in(text))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value as it lies in the database, on its way in or out. It opens only beside its own row."""

    content: bytes


class _Opening(DeferredAttribute):
    """The attribute of a sealed column: what came from the database is opened when somebody reads it."""

    field: "SealedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name, "key"])  # in one query: without its key it would not open
        value = instance.__dict__[name]
        if isinstance(value, Sealed):
            value = instance.__dict__[name] = self.field.unsealed(value, instance.key)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    """Text that lies encrypted in the database and is read and written in the clear by Python.

    It cannot be searched; put a `blind_index` beside it where a look-up is needed. Empty text is sealed too, so that
    the database does not tell who has no number. It is written with its row: `save`, `create`, `bulk_create`; an
    `update()` is given what `row.at_rest(…)` has sealed, and refuses (TypeError) text in the clear.
    """

    descriptor_class = _Opening

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def _place(self, row: uuid.UUID) -> str:
        """Where the value belongs; part of what is authenticated."""
        return f"{self.model._meta.db_table}.{self.column} {row}"

    def sealed(self, text: Any, row: uuid.UUID) -> Sealed:
        """The value as it may lie in the row of this key, and in no other."""
        return Sealed(seal(str(text), place=self._place(row)))

    def unsealed(self, value: Sealed, row: uuid.UUID) -> str:
        """The text of a value that lay in the row of this key; InvalidTag if it was sealed for another."""
        return unseal(value.content, place=self._place(row))

    def pre_save(self, model_instance: Any, add: bool) -> Sealed | None:
        text = getattr(model_instance, self.attname)
        return None if text is None else self.sealed(text, model_instance.key)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(
                f"{self.name} is sealed for its row: give what row.at_rest({self.name}=…) returns."
            )
        return None if value is None else connection.Database.Binary(value.content)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class SealedRow(models.Model):
    """A row with sealed values: which row it is, and whom it is about, in words that the application chose.

    `key` is made before the row is written and never changes: its values are bound to it. `subject` is the opaque key
    of the person whom the values are about, empty until somebody knows it.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    subject = models.UUIDField(
        null=True, help_text="The opaque key of whom this is about, once that is known."
    )

    class Meta:
        abstract = True

    def at_rest(self, **values: Any) -> dict[str, Any]:
        """The values for an `update()` of this row: those of sealed columns sealed, the others as they are."""
        return sealed_for(self, values)


def sealed_for(row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row by column, as they may be written: those of sealed columns sealed for it."""
    found = dict(values)
    for name, value in values.items():
        field = row._meta.get_field(name)
        if isinstance(field, SealedTextField) and not isinstance(value, Sealed):
            found[name] = field.sealed(value, row.key)  # type: ignore[attr-defined]
    return found
