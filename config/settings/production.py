"""Production: refuses to start on a missing or insecure value, with a sentence that says which."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import (
    ALLOW_SIMULATED_CALLS,
    ALLOWED_HOSTS,
    BLIND_INDEX_KEY,
    FIELD_KEYS,
    PUBLIC_BASE_URL,
    SECRET_KEY,
    TELEPHONY_ACCOUNT_SID,
    TELEPHONY_API_BASE_URL,
    TELEPHONY_AUTH_TOKEN,
    TELEPHONY_CALLBACK_BASE_URL,
    WEBSOCKET_ORIGINS,
    env,
)
from journal.keys import key_in, keys_in
from journal.typed import is_counted, is_repeated
from telephony.rules.auth_tokens import fault_in

FEWEST_BYTES = 8
"""Different ones among a key's 32: drawn at random they are hardly ever fewer than 25."""


def insist(holds: object, sentence: str) -> None:
    """Refuse to start unless `holds`, saying what to set."""
    if not holds:
        raise ImproperlyConfigured(sentence)


def refusal_of(read: Callable[[str], object], text: str) -> str:
    """The sentence with which `read` refuses `text`, or "" when it takes it."""
    try:
        read(text)
    except ValueError as refused:
        return str(refused)
    return ""


def is_address(text: str, *schemes: str) -> bool:
    """Whether it is a URL of one of these schemes that names a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


insist(len(SECRET_KEY) >= 50, "Set SECRET_KEY (or SECRET_KEY_FILE) to at least 50 random characters.")
insist(
    "only-for-a-developers-machine" not in SECRET_KEY, "SECRET_KEY is the developers' default: set your own."
)
insist(
    len(set(SECRET_KEY)) >= 5 and not is_repeated(SECRET_KEY),
    "SECRET_KEY repeats the same characters: set random ones.",
)
insist(not is_counted(SECRET_KEY), "SECRET_KEY counts up or down: set random characters.")
insist(ALLOWED_HOSTS, "Set ALLOWED_HOSTS to the names this service answers to, separated by commas.")
insist("*" not in ALLOWED_HOSTS, "ALLOWED_HOSTS must name hosts; '*' would answer to any name.")
insist(is_address(PUBLIC_BASE_URL, "https"), "Set PUBLIC_BASE_URL to the https:// address people use.")
insist(
    WEBSOCKET_ORIGINS,
    "WEBSOCKET_ORIGINS is empty: no live screen would open. Leave it out, or name the origins of the pages.",
)
insist(
    "*" not in WEBSOCKET_ORIGINS,
    "WEBSOCKET_ORIGINS must name origins; '*' would open live screens to any page.",
)
insist(
    env.str("TRUSTED_PROXIES", default=""),
    "Set TRUSTED_PROXIES to the addresses or networks of the proxies in front, separated by commas, or to none: "
    "without it ten wrong passwords from anywhere would lock their owner out everywhere.",
)
insist(env.str("DATABASE_URL", default=""), "Set DATABASE_URL (or DATABASE_URL_FILE): postgresql://…")
insist(env.str("REDIS_URL", default=""), "Set REDIS_URL (or REDIS_URL_FILE): redis://…")
field_keys_fault = refusal_of(keys_in, FIELD_KEYS)
insist(
    not field_keys_fault,
    "Set FIELD_KEYS to id:key pairs, each key 32 random bytes in base64: it protects national and telephone numbers. "
    + field_keys_fault,
)
insist(not refusal_of(key_in, BLIND_INDEX_KEY), "Set BLIND_INDEX_KEY to 32 random bytes in base64.")
# Of 32 random bytes some are no ASCII; those that spell a text were typed, as the developers' defaults were.
for name, keys in (
    ("FIELD_KEYS", keys_in(FIELD_KEYS).values()),
    ("BLIND_INDEX_KEY", [key_in(BLIND_INDEX_KEY)]),
):
    insist(not any(key.isascii() for key in keys), f"{name} spells a text instead of 32 random bytes.")
    insist(
        all(len(set(key)) >= FEWEST_BYTES for key in keys),
        f"{name} has a key of the same few bytes instead of 32 random ones.",
    )
# Of the key that writes: where values are sealed already, neither can be taken away, but a new one can be put in front.
insist(
    key_in(BLIND_INDEX_KEY) != next(iter(keys_in(FIELD_KEYS).values())),
    "BLIND_INDEX_KEY is also the first key of FIELD_KEYS: put a new one in front, so that each is lost alone.",
)
insist(TELEPHONY_ACCOUNT_SID, "Set TELEPHONY_ACCOUNT_SID to the account of the telephone company.")
token_fault = fault_in(TELEPHONY_AUTH_TOKEN)
insist(
    not token_fault,
    f"Set TELEPHONY_AUTH_TOKEN to the secret of the telephone company's account: it {token_fault}.",
)
insist(
    not TELEPHONY_API_BASE_URL or ALLOW_SIMULATED_CALLS,
    "TELEPHONY_API_BASE_URL points to a simulated telephone company: nobody would be called. "
    "Leave it empty, or set ALLOW_SIMULATED_CALLS=1 (a banner then says so on every page).",
)
insist(
    is_address(TELEPHONY_CALLBACK_BASE_URL, "https", *(["http"] if ALLOW_SIMULATED_CALLS else [])),
    "Set TELEPHONY_CALLBACK_BASE_URL to the https:// address at which the telephone company reaches us, or leave it "
    "empty for PUBLIC_BASE_URL: callbacks say what became of a call.",
)

INSIST_ON_APPLICATION = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
