"""The telephone company that this installation is connected to: see port.py for what one can do."""

from functools import lru_cache

from django.conf import settings

from telephony.port import Telephony
from telephony.rules.auth_tokens import tokens_in
from telephony.twilio.client import TwilioTelephony


def company() -> Telephony:
    """The configured telephone company."""
    return connected(
        settings.TELEPHONY_ACCOUNT_SID,
        settings.TELEPHONY_AUTH_TOKEN,
        settings.TELEPHONY_API_BASE_URL,
        settings.TELEPHONY_CALLBACK_BASE_URL,
    )


@lru_cache(maxsize=4)
def connected(account: str, tokens: str, base_url: str, callback_base_url: str) -> Telephony:
    """One connection pool per account and process."""
    return TwilioTelephony(
        account=account,
        tokens=tokens_in(tokens),
        base_url=base_url,
        callback_base_url=callback_base_url,
    )
