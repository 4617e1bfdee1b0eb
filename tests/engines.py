"""Real PostgreSQL and Valkey for the test suite, started before Django reads its settings.

Loaded by `-p tests.engines`, because pytest-django reads the settings before any conftest.py. PostgreSQL is
started once, by the process you started; every pytest-xdist worker starts a Valkey of its own, so that what one
test publishes or flushes never reaches a test in another worker. DATABASE_URL and REDIS_URL that are already
set are used as they are. Everything lives in a temporary folder and is gone at the end.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

from tools.devrun.engines import FORGETFUL, Engine, start_postgres, start_valkey
from tools.devrun.trouble import CannotStart
from tools.devrun.vault import PASSWORDS

OWN_VALKEY = "TESTS_START_THEIR_OWN_VALKEY"
_running: list[Engine] = []


@pytest.hookimpl(tryfirst=True)
def pytest_addoption() -> None:
    """The first thing pytest asks a plugin: early enough to be before the settings."""
    try:
        start_engines()
    except CannotStart as trouble:
        raise pytest.UsageError(str(trouble)) from trouble


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """The last thing pytest tells a plugin, also in a worker."""
    stop_engines()


def start_engines() -> None:
    """Start what the environment does not already name, and name it there; workers of the suite find it named."""
    for name in PASSWORDS:
        os.environ.setdefault(name, secrets.token_urlsafe(32))
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ and OWN_VALKEY not in os.environ:
        return
    home = Path(tempfile.mkdtemp(prefix="contact-tracing-tests-"))
    home.chmod(0o755)  # PostgreSQL may have to run as another user
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(stop_engines)
    if "DATABASE_URL" not in os.environ:
        postgres = start_postgres(home / "postgres", settings=(*FORGETFUL, "max_connections=100"))
        _running.append(postgres)
        os.environ["DATABASE_URL"] = postgres.url
    if "REDIS_URL" not in os.environ or OWN_VALKEY in os.environ:
        valkey = start_valkey(home / "valkey", keep=False)
        _running.append(valkey)
        os.environ |= {"REDIS_URL": valkey.url, OWN_VALKEY: "1"}


def stop_engines() -> None:
    """Stop what we started, newest first."""
    while _running:
        _running.pop().stop()
