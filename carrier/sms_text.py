"""How long a text message is, in the units that are billed."""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")


def segments(body: str) -> int:
    """How many SMS carry this text: 160 GSM characters or 70 others, 153 or 67 each when it takes several.

    Source: 3GPP TS 23.038 (alphabet) and 23.040 (concatenation); `€` and the brackets count twice.
    """
    if set(body) <= _BASIC | _EXTENDED:
        return _parts(sum(2 if letter in _EXTENDED else 1 for letter in body), 160, 153)
    return _parts(len(body.encode("utf-16-be")) // 2, 70, 67)


def _parts(length: int, alone: int, each: int) -> int:
    return 1 if length <= alone else -(-length // each)
