"""Production refuses to start on a missing or insecure value, and says which."""

import base64
import os
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

KEY = base64.b64encode(b"k" * 32).decode()
SOUND = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "tracing.example",
    "PUBLIC_BASE_URL": "https://tracing.example",
    "DATABASE_URL": "postgresql://app@db/tracing",
    "REDIS_URL": "redis://broker/0",
    "FIELD_KEYS": f"2026:{KEY}",
    "BLIND_INDEX_KEY": KEY,
    "TELEPHONY_ACCOUNT_SID": "AC" + "1" * 32,
    "TELEPHONY_AUTH_TOKEN": "secret",
}


def start(**changes):
    """What importing the production settings says, in a process of its own."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    values = {name: value for name, value in (SOUND | changes).items() if value is not None}
    command = [sys.executable, "-c", "import config.settings.production"]
    return subprocess.run(command, cwd=ROOT, env=inherited | values, capture_output=True, text=True)


def test_sound_values_start():
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-a-developers-machine-never-for-production!!"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"PUBLIC_BASE_URL": "http://tracing.example"}, "PUBLIC_BASE_URL"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
        ({"REDIS_URL": None}, "REDIS_URL"),
        ({"FIELD_KEYS": None}, "FIELD_KEYS"),
        ({"FIELD_KEYS": "2026:dG9vIHNob3J0"}, "FIELD_KEYS"),
        ({"BLIND_INDEX_KEY": "nonsense"}, "BLIND_INDEX_KEY"),
        ({"TELEPHONY_ACCOUNT_SID": None}, "TELEPHONY_ACCOUNT_SID"),
        ({"TELEPHONY_AUTH_TOKEN": None}, "TELEPHONY_AUTH_TOKEN"),
        ({"TELEPHONY_API_BASE_URL": "http://127.0.0.1:9000"}, "ALLOW_SIMULATED_CALLS"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_bad_value_is_named(changes, said):
    refused = start(**changes)
    assert refused.returncode == 1
    assert said in refused.stderr.strip().splitlines()[-1]


def test_simulated_calls_need_to_be_allowed_explicitly():
    assert start(TELEPHONY_API_BASE_URL="http://127.0.0.1:9000", ALLOW_SIMULATED_CALLS="1").returncode == 0


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("y" * 60)
    assert start(SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key")).returncode == 0
