import pytest

from telephony.checks import callbacks_are_signed_with_real_secrets, calls_are_real_or_said_to_be_simulated


@pytest.mark.parametrize(
    ("address", "is_allowed", "complaints"),
    [
        ("", False, []),
        ("http://127.0.0.1:9000", True, []),
        ("http://localhost:9000", True, []),
        ("http://[::1]:9000", True, []),
        ("http://127.0.0.1:9000", False, ["calls.E001"]),
        ("https://carrier.example", True, ["calls.E002"]),
        ("http://10.0.0.1:9000", True, ["calls.E002"]),
    ],
)
def test_simulated_calls_are_allowed_expressly_and_only_on_this_machine(
    settings, address, is_allowed, complaints
):
    settings.TELEPHONY_API_BASE_URL = address
    settings.ALLOW_SIMULATED_CALLS = is_allowed
    assert [error.id for error in calls_are_real_or_said_to_be_simulated(None)] == complaints


TOKEN = "9f86d081884c7d659a2feaa0c55ad015"


@pytest.mark.parametrize(
    ("token", "complaints"),
    [
        (TOKEN, []),
        (f"{TOKEN}, {TOKEN}\n", []),
        ("simulated-telephone-company", []),
        (f"{TOKEN},", ["calls.E003"]),
        ("simulated-telephone-company,", ["calls.E003"]),
        ("", ["calls.E003"]),
        ("secret", ["calls.E003"]),
    ],
)
def test_a_secret_that_anybody_could_sign_with_is_refused_in_every_environment(settings, token, complaints):
    settings.TELEPHONY_AUTH_TOKEN = token
    assert [error.id for error in callbacks_are_signed_with_real_secrets(None)] == complaints
