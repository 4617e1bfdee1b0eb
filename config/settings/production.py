"""Production: refuses to start on a missing or insecure value, with a sentence that says which."""

import base64
import binascii
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
    env,
)


def insist(holds: object, sentence: str) -> None:
    """Refuse to start unless `holds`, saying what to set."""
    if not holds:
        raise ImproperlyConfigured(sentence)


def is_key(text: str) -> bool:
    """Whether `text` is a 256-bit key in base64."""
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def keys_are_sound(text: str) -> bool:
    """Whether `text` is "id:key,id:key", every key 256 bits in base64."""
    pairs = [pair.partition(":") for pair in text.split(",")]
    return all(name and is_key(key) for name, _colon, key in pairs)


insist(len(SECRET_KEY) >= 50, "Set SECRET_KEY (or SECRET_KEY_FILE) to at least 50 random characters.")
insist(
    "only-for-a-developers-machine" not in SECRET_KEY, "SECRET_KEY is the developers' default: set your own."
)
insist(ALLOWED_HOSTS, "Set ALLOWED_HOSTS to the names this service answers to, separated by commas.")
insist("*" not in ALLOWED_HOSTS, "ALLOWED_HOSTS must name hosts; '*' would answer to any name.")
insist(urlsplit(PUBLIC_BASE_URL).scheme == "https", "Set PUBLIC_BASE_URL to the https:// address people use.")
insist(env.str("DATABASE_URL", default=""), "Set DATABASE_URL (or DATABASE_URL_FILE): postgresql://…")
insist(env.str("REDIS_URL", default=""), "Set REDIS_URL (or REDIS_URL_FILE): redis://…")
insist(
    FIELD_KEYS and keys_are_sound(FIELD_KEYS),
    "Set FIELD_KEYS to id:key pairs, each key 32 random bytes in base64. It protects national and telephone numbers.",
)
insist(is_key(BLIND_INDEX_KEY), "Set BLIND_INDEX_KEY to 32 random bytes in base64.")
insist(TELEPHONY_ACCOUNT_SID, "Set TELEPHONY_ACCOUNT_SID to the account of the telephone company.")
insist(TELEPHONY_AUTH_TOKEN, "Set TELEPHONY_AUTH_TOKEN to the secret of the telephone company's account.")
insist(
    not TELEPHONY_API_BASE_URL or ALLOW_SIMULATED_CALLS,
    "TELEPHONY_API_BASE_URL points to a simulated telephone company: nobody would be called. "
    "Leave it empty, or set ALLOW_SIMULATED_CALLS=1 (a banner then says so on every page).",
)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
