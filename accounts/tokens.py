"""Bearer tokens of machines: 256 random bits, of which only the hash is kept."""

import hashlib


def hash_of(token: str) -> bytes:
    """SHA-256 of a token. A slow hash would add nothing: nobody guesses 256 bits."""
    return hashlib.sha256(token.encode()).digest()
