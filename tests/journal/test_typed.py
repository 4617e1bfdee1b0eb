import secrets

import pytest

from journal.typed import is_counted, is_repeated


@pytest.mark.parametrize("text", ["aa", "secretsecret", "secretsecretsec", "0123456789" * 6, "x" * 60])
def test_one_piece_again_and_again_is_repeated(text):
    assert is_repeated(text)


@pytest.mark.parametrize(
    "text", ["0123456789abcdef", "fedcba9876543210", "abcdefghijklmnop", "1234567890123456"]
)
def test_characters_in_their_order_are_counted(text):
    assert is_counted(text)


@pytest.mark.parametrize("text", ["", "a", "correct horse battery staple", "new-5ecret-of-the-account-2026"])
def test_other_texts_are_neither(text):
    assert not is_counted(text)
    assert not is_repeated(text)


def test_what_is_drawn_at_random_is_neither():
    for drawn in [secrets.token_hex(16) for _ in range(500)] + [
        secrets.token_urlsafe(60) for _ in range(500)
    ]:
        assert not is_counted(drawn)
        assert not is_repeated(drawn)
