"""The test suite: real PostgreSQL and Valkey (started by tests/engines.py), fast passwords."""

from config.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TELEPHONY_API_BASE_URL = env.str("TELEPHONY_API_BASE_URL", default="http://127.0.0.1:9")
# Emptying the tables between tests must pass the journal's guard; its own test closes the gate again. On a busy machine
# a statement may take long: the limits of a login (config/logins.py) are tested by connections of their own.
PATIENT = " ".join(
    f"-c {limit}=0" for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
)
DATABASES["default"]["OPTIONS"] = {"options": f"-c journal.may_forget=yes {PATIENT}"}
# A busy machine is slow to show an offer and to say that a screen is alive, so nothing lapses by itself in a test.
# Whoever tests a lapse says at which time it is looked for.
OFFER_LEASE_SECONDS = SILENT_AGENT_SECONDS = 12 * 3600
# Nor is a Redis given up that a busy machine lets wait.
REDIS_PATIENCE = 60.0
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,
    "socket_timeout": REDIS_PATIENCE,
    "socket_connect_timeout": REDIS_PATIENCE,
}
ABSENT_AGENT_MINUTES = 24 * 60
