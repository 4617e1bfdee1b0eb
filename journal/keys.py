"""The keys that seal values, as the setting FIELD_KEYS has them: "id:base64key,id:base64key"; the first writes."""

import base64
import binascii
import re

KEY_BYTES = 32


class UnsoundKeys(ValueError):
    """These keys must not be used; the sentence says why and quotes none of them."""


def keys_in(text: str) -> dict[str, bytes]:
    """The keys by id, in their order. Refuses with UnsoundKeys.

    An empty part, an id that is not plain (a mark inside would be sealed into every value), two keys of one id, a
    first key that stands there again (it would replace nothing), and a bad key. Two old ids of one key are left be:
    values may be sealed under both, and a new key in front mends it.
    """
    keys: dict[str, bytes] = {}
    for part in text.split(","):
        key_id, _colon, key = (word.strip() for word in part.strip().partition(":"))
        if not key_id or not key:
            raise UnsoundKeys("FIELD_KEYS has a part that is no id:key pair.")
        if not re.fullmatch(r"[A-Za-z0-9._-]+", key_id):
            raise UnsoundKeys(
                "FIELD_KEYS has an id with something else than letters, digits, dots and dashes: "
                "look for a space, a line end or a byte order mark inside the list."
            )
        if key_id in keys:
            raise UnsoundKeys(
                "FIELD_KEYS has two keys of the same id: which one opens would be a matter of luck."
            )
        keys[key_id] = key_in(key)
    first, *others = keys.values()
    if first in others:
        raise UnsoundKeys(
            "FIELD_KEYS has the same key under two ids: put a new one in front, this replaces nothing."
        )
    return keys


def key_in(text: str) -> bytes:
    """A 256-bit key written in base64. Refuses with UnsoundKeys."""
    if re.search(r"\s|\ufeff", text.strip()):
        raise UnsoundKeys("A key has a space, a line end or a byte order mark inside.")
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise UnsoundKeys("A key is not written in base64.") from None
    if len(key) != KEY_BYTES:
        raise UnsoundKeys(f"A key has {len(key)} bytes instead of {KEY_BYTES}.")
    return key
