"""The keys that seal values, as the setting FIELD_KEYS has them: "id:base64key,id:base64key"; the first writes."""

import base64
import binascii
import re

KEY_BYTES = 32


class UnsoundKeys(ValueError):
    """These keys must not be used; the sentence says why and quotes none of them."""


def keys_in(text: str) -> dict[str, bytes]:
    """The keys by id, in their order. Refuses with UnsoundKeys.

    An empty part, an id that is not plain (a mark inside would be sealed into every value), two keys of one id, one
    key of two ids (which then replaces nothing), and a bad key.
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
    if len(set(keys.values())) < len(keys):
        raise UnsoundKeys("FIELD_KEYS has the same key under two ids: the new one would replace nothing.")
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
