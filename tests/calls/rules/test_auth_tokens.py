import pytest

from calls.rules.auth_tokens import fault_in, tokens_in

TOKEN, OTHER = "0123456789abcdef0123456789abcdef", "fedcba98765432100123456789abcdef"


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
        ("changeme-changeme", "well-known"),
        ("your_auth_token_here", "well-known"),
        ("simulated-telephone-company", "well-known"),
        ("carrier-development-token", "well-known"),
        ("TWILIO_AUTH_TOKEN_1234", "well-known"),
    ],
)
def test_a_list_that_anybody_could_sign_for_has_a_fault(text, fault):
    assert fault in fault_in(text)
