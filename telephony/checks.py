"""A simulated telephone company must never be taken for a real one, nor a stranger for the telephone company."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from telephony.rules.auth_tokens import fault_in


@register()
def calls_are_real_or_said_to_be_simulated(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Another address than the company's own needs ALLOW_SIMULATED_CALLS, and lies on this very machine."""
    address = settings.TELEPHONY_API_BASE_URL
    if not address:
        return []
    if not settings.ALLOW_SIMULATED_CALLS:
        return [
            Error(
                "TELEPHONY_API_BASE_URL points to a simulated telephone company: nobody would be called.",
                hint="Leave it empty, or set ALLOW_SIMULATED_CALLS=1; a banner then says so on every page.",
                id="calls.E001",
            )
        ]
    if is_loopback(urlsplit(address).hostname or ""):
        return []
    return [
        Error(
            "TELEPHONY_API_BASE_URL must lie on this machine (127.0.0.1): it would be sent the account's secret.",
            hint="Run the simulated telephone company beside the web server.",
            id="calls.E002",
        )
    ]


@register()
def callbacks_are_signed_with_real_secrets(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In every environment: whoever knows or guesses a secret of the list may forge any callback."""
    if not settings.TELEPHONY_ACCOUNT_SID and not settings.TELEPHONY_AUTH_TOKEN:
        return []  # no company at all; production does not start so
    fault = fault_in(settings.TELEPHONY_AUTH_TOKEN)
    if not fault or settings.TELEPHONY_AUTH_TOKEN == settings.SIMULATED_AUTH_TOKEN:
        return []
    return [
        Error(
            f"TELEPHONY_AUTH_TOKEN {fault}.",
            hint="Set it to the auth token of the company's account, or two of them, separated by a comma.",
            id="calls.E003",
        )
    ]


def is_loopback(host: str) -> bool:
    """Whether the host is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
