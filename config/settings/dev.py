"""A developer's machine and the demo: everything has a default, and calls may be simulated.

It needs a checkout: `tools` is in no image.
"""

from config.settings.base import *
from config.settings.base import INSTALLED_APPS, SIMULATED_AUTH_TOKEN, STORAGES, env

INSTALLED_APPS = [*INSTALLED_APPS, "tools"]

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-a-developers-machine-never-for-production")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
FIELD_KEYS = env.str("FIELD_KEYS", default="dev:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY", default="ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=")
ALLOW_SIMULATED_CALLS = env.bool("ALLOW_SIMULATED_CALLS", default=True)
TELEPHONY_ACCOUNT_SID = env.str("TELEPHONY_ACCOUNT_SID", default="AC" + "0" * 32)
TELEPHONY_AUTH_TOKEN = env.str("TELEPHONY_AUTH_TOKEN", default=SIMULATED_AUTH_TOKEN)
# Where `collectstatic` has put what pages load, as production does (`make demo`, the browser tests). Without it, and
# with DEBUG, each file is served as it lies here.
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None
IS_COLLECTED = bool(STATIC_ROOT) and not DEBUG
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not IS_COLLECTED
if not IS_COLLECTED:
    STORAGES = STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
