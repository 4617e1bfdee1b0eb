"""Whether a secret was typed by somebody instead of drawn at random: what the settings refuse."""

from itertools import pairwise


def is_repeated(text: str) -> bool:
    """Whether it is one piece again and again, the last perhaps cut off: "secretsecretsec"."""
    return any(text[piece:] == text[:-piece] for piece in range(1, len(text) // 2 + 1))


def is_counted(text: str) -> bool:
    """Whether nearly each character is the one after or before its neighbour: "0123456789abcdef", "987654321".

    Three pairs in four: of 32 random hexadecimal digits, 24 pairs would follow each other so less than once in 10**15.
    """
    pairs = list(pairwise(text))
    steps = sum(abs(ord(left) - ord(right)) == 1 for left, right in pairs)
    return bool(pairs) and steps * 4 >= len(pairs) * 3
