"""The test suite: real PostgreSQL and Valkey (started by tests/engines.py), fast passwords."""

from config.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TELEPHONY_API_BASE_URL = env.str("TELEPHONY_API_BASE_URL", default="http://127.0.0.1:9")
# Emptying the tables between tests must pass the journal's guard; its own test closes the gate again.
DATABASES["default"]["OPTIONS"] = {"options": "-c journal.may_forget=yes"}
WHITENOISE_AUTOREFRESH = True
