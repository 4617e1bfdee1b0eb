"""The keys that seal values, as the setting FIELD_KEYS has them: "id:base64key,id:base64key"; the first writes."""

import base64
import binascii

KEY_BYTES = 32


class UnsoundKeys(ValueError):
    """These keys must not be used; the sentence says why and quotes none of them."""


def keys_in(text: str) -> dict[str, bytes]:
    """The keys by id, in their order. Refuses with UnsoundKeys an empty part, two keys of one id, and a bad key."""
    keys: dict[str, bytes] = {}
    for part in text.split(","):
        key_id, _colon, key = (word.strip() for word in part.strip().partition(":"))
        if not key_id or not key:
            raise UnsoundKeys("FIELD_KEYS has a part that is no id:key pair.")
        if key_id in keys:
            raise UnsoundKeys(
                "FIELD_KEYS has two keys of the same id: which one opens would be a matter of luck."
            )
        keys[key_id] = key_in(key)
    return keys


def key_in(text: str) -> bytes:
    """A 256-bit key written in base64. Refuses with UnsoundKeys."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise UnsoundKeys("A key is not written in base64.") from None
    if len(key) != KEY_BYTES:
        raise UnsoundKeys(f"A key has {len(key)} bytes instead of {KEY_BYTES}.")
    return key
