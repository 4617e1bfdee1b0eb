"""Settings that every environment shares. Each value can be set by `X` or by a file named in `X_FILE`."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accounts.rules.addresses import NOBODY, proxies_in
from config.settings.env import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = Env()

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
if PUBLIC_BASE_URL.startswith("https://"):  # browsers leave the usual port out of an origin
    PUBLIC_BASE_URL = PUBLIC_BASE_URL.removesuffix(":443")
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]
WEBSOCKET_ORIGINS = env.list("WEBSOCKET_ORIGINS", default=[PUBLIC_BASE_URL])
# Who stands in front of us and may say in X-Forwarded-For whom they heard: addresses and networks, or "none".
TRUSTED_PROXIES = proxies_in(env.str("TRUSTED_PROXIES", default=NOBODY))
WEB_THREADS = env.int("WEB_THREADS", default=8)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "django_htmx",
    "csp",
    "config",
    "journal",
    "accounts",
    "scenarios",
    "elearning",
    "telephony",
    "workforce",
    "calls",
    "tracing",
    "desk",
    "supervision",
    "backoffice",
    "countries.belgium",
]

MIDDLEWARE = [
    "accounts.middleware.RealAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.middleware.OwnLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.problems.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.house",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default="postgresql://app@127.0.0.1:5432/contact_tracing")}
# The kind of process (config/logins.py): "web", "worker", "keeper" or "forgetter"; none: the owner, who migrates.
if DATABASE_LOGIN := env.str("DATABASE_LOGIN", default=""):
    DATABASES["default"]["USER"] += f"_{DATABASE_LOGIN}"
DATABASES["default"]["PASSWORD"] = env.str("DATABASE_PASSWORD", default=DATABASES["default"]["PASSWORD"])
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Whether pages and tasks refuse to work by a login that could change the record (config/standing.py).
INSIST_ON_APPLICATION = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.redis("REDIS_URL", default="redis://127.0.0.1:6379/0")
# Seconds that we wait for Redis to answer, once for the news to screens and once for the tasks (journal/breaker.py): a
# page waits less than a second in all, the sweepers do the work a moment later.
REDIS_PATIENCE = env.float("REDIS_PATIENCE", default=0.4)
# In front of every channel and key: two installations that share a Redis do not hear each other.
INSTALLATION = env.str("INSTALLATION", default="tracing")
CELERY_BROKER_URL = env.redis("BROKER_URL", default=REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# No time limit of Celery's: its pool of threads cannot enforce one. What a task may wait for is bounded instead, the
# telephone company by telephony/twilio/client.py, Redis below, the database by its login's limits (config/logins.py).
# A request must not hang because the broker is away: the sweepers do the work a moment later. CELERY_TASK_PUBLISH_RETRY
# speaks of the message only; how often the connection below it is tried, kombu reads here (else: twice more, 2 and 4
# seconds apart, while a thread of the pages stands still). Workers and timetable come back by rules of their own.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": REDIS_PATIENCE,
    "socket_timeout": REDIS_PATIENCE,
    "visibility_timeout": 300,
    "global_keyprefix": f"{INSTALLATION}:",
}
CELERY_TASK_PUBLISH_RETRY = False
# The worker keeps the log's one handler (LOGGING), whose lines hold no value of a row.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "accounts:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "accounts.views.form_of_another_session"

LANGUAGE_CODE = "en"
LANGUAGES = [("fr", _("French")), ("nl", _("Dutch")), ("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Brussels")

STATIC_URL = "/static/"
STATIC_ROOT: str | None = str(BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_storage.BundledStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
# With "no-referrer" browsers send forms with "Origin: null", and the check against forged requests refuses them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.MachineToken"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Contact tracing: intake",
    "DESCRIPTION": "Laboratories, hospitals and doctors post results here. What is acknowledged is never lost.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# Encryption of national and telephone numbers: "id:base64key,id:base64key", the first one writes.
FIELD_KEYS = env.str("FIELD_KEYS", default="")
BLIND_INDEX_KEY = env.str("BLIND_INDEX_KEY", default="")

REACTIONS = "config.reactions.REACTIONS"
SCENARIO_ACTIONS = "config.actions.ACTIONS"

# The country of national numbers, and of telephone numbers written without a prefix.
HOME_COUNTRY = env.str("HOME_COUNTRY", default="BE")

# The telephone company. An empty base URL is Twilio itself; the simulator has an address on loopback.
TELEPHONY_API_BASE_URL = env.str("TELEPHONY_API_BASE_URL", default="")
TELEPHONY_ACCOUNT_SID = env.str("TELEPHONY_ACCOUNT_SID", default="")
TELEPHONY_AUTH_TOKEN = env.str("TELEPHONY_AUTH_TOKEN", default="")
TELEPHONY_CALLBACK_BASE_URL = (
    env.str("TELEPHONY_CALLBACK_BASE_URL", default="").rstrip("/") or PUBLIC_BASE_URL
)
# What developers' machines share with the simulated company: well known, hence refused by production.
SIMULATED_AUTH_TOKEN = "simulated-telephone-company"  # noqa: S105
ALLOW_SIMULATED_CALLS = env.bool("ALLOW_SIMULATED_CALLS", default=False)

OFFER_LEASE_SECONDS = env.int("OFFER_LEASE_SECONDS", default=20)
SILENT_AGENT_SECONDS = env.int("SILENT_AGENT_SECONDS", default=45)
# Who left a wrap-up unfinished loses the call to a colleague after so many minutes without a sign of their screen.
ABSENT_AGENT_MINUTES = env.int("ABSENT_AGENT_MINUTES", default=10)
DEMO_NOTE = env.bool("DEMO_NOTE", default=False)

# These bring handlers of their own, which would write what a database error quotes; theirs end at the root's instead.
WITH_OWN_HANDLERS = ("django", "uvicorn", "uvicorn.error", "uvicorn.access", "_granian", "granian.access")
# Celery gives these a handler unless they have one.
WITHOUT_HANDLER = ("celery.task", "multiprocessing")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.log_lines.SilentFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        **{name: {"handlers": [], "propagate": True} for name in WITH_OWN_HANDLERS},
        **{name: {"handlers": ["console"], "propagate": False} for name in WITHOUT_HANDLER},
    },
}
