import pytest

from telephony.rules.auth_tokens import fault_in, tokens_in

TOKEN, OTHER = "9f86d081884c7d659a2feaa0c55ad015", "60303ae22b998861bce3b28f33eec1be"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (TOKEN, (TOKEN,)),
        (f"{TOKEN},{OTHER}", (TOKEN, OTHER)),
        (f" {TOKEN} ,\t{OTHER}\r\n", (TOKEN, OTHER)),
        (f"{TOKEN},", (TOKEN,)),
        (f",, {TOKEN}, ,", (TOKEN,)),
        (",", ()),
        ("  ", ()),
        ("", ()),
    ],
)
def test_no_secret_of_a_list_is_empty_or_has_space_around_it(text, tokens):
    assert tokens_in(text) == tokens


@pytest.mark.parametrize(
    "text", [TOKEN, f"{TOKEN},{OTHER}", f"{TOKEN}, {OTHER}\n", "new-5ecret-of-the-account-2026"]
)
def test_real_secrets_have_no_fault(text):
    assert fault_in(text) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is empty"),
        (" , ", "is empty"),
        (f"{TOKEN},", "empty part"),
        (f",{TOKEN}", "empty part"),
        (f"{TOKEN},,{OTHER}", "empty part"),
        ("secret", "fewer than 16"),
        (f"{TOKEN},secret", "fewer than 16"),
        ("a" * 32, "repeats"),
        ("abab" * 8, "repeats"),
        ("a1b2c3d4" * 4, "repeats"),
        ("0123456789abcdef", "counts"),
        ("fedcba9876543210", "counts"),
        ("abcdefghijklmnopqrst", "counts"),
        ("01234567890123456", "counts"),
        (f"{TOKEN},0123456789abcdef", "counts"),
        (f"{TOKEN}\n{OTHER}", "separate two secrets by a comma"),
        (f"{TOKEN} {OTHER}", "separate two secrets by a comma"),
        (f"{TOKEN}\t{OTHER}", "separate two secrets by a comma"),
        (f"{TOKEN},\ufeff{OTHER}", "a mark inside"),
        (f"{TOKEN},\u200b{OTHER}", "a mark inside"),
        ("changeme-my-token", "well-known"),
        ("your_auth_token_here", "well-known"),
        ("simulated-telephone-company", "well-known"),
        ("carrier-development-token", "well-known"),
        ("TWILIO_AUTH_TOKEN_1234", "well-known"),
    ],
)
def test_a_list_that_anybody_could_sign_for_has_a_fault(text, fault):
    assert fault in fault_in(text)
