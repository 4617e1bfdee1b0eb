"""Production refuses to start on a missing or insecure value, and says which."""

import base64
import os
import re
import subprocess
import sys

import pytest

from config.settings.env import ENCODE
from tests.house.tree import ROOT

KEY, BLIND = (base64.b64encode(bytes(range(first, first + 32))).decode() for first in (224, 192))
FEW = base64.b64encode((bytes(range(240, 247)) * 5)[:32]).decode()
TOKEN, OTHER = "9f86d081884c7d659a2feaa0c55ad015", "60303ae22b998861bce3b28f33eec1be"
TYPED = base64.b64encode(b"k" * 32).decode()
RANDOM = "correct horse battery staple, as nobody would ever guess it"
OPERATORS_PAGE = (ROOT / "docs" / "operator.md").read_text()
SOUND = {
    "SECRET_KEY": RANDOM,
    "ALLOWED_HOSTS": "tracing.example",
    "PUBLIC_BASE_URL": "https://tracing.example",
    "DATABASE_URL": "postgresql://app@db/tracing",
    "REDIS_URL": "redis://broker/0",
    "FIELD_KEYS": f"2026:{KEY}",
    "BLIND_INDEX_KEY": BLIND,
    "TELEPHONY_ACCOUNT_SID": "AC" + "1" * 32,
    "TELEPHONY_AUTH_TOKEN": TOKEN,
    "TRUSTED_PROXIES": "172.30.57.10",
}


def start(statement="import config.settings.production", /, **changes):
    """What importing the production settings says, in a process of its own."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    values = {name: value for name, value in (SOUND | changes).items() if value is not None}
    command = [sys.executable, "-c", statement]
    return subprocess.run(command, cwd=ROOT, env=inherited | values, capture_output=True, text=True)


def test_sound_values_start():
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-a-developers-machine-never-for-production!!"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": " " * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "correct horse battery staple " * 3}, "SECRET_KEY repeats"),
        ({"SECRET_KEY": "".join(map(chr, range(48, 110)))}, "SECRET_KEY counts"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"PUBLIC_BASE_URL": "http://tracing.example"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://:443"}, "PUBLIC_BASE_URL"),
        ({"PUBLIC_BASE_URL": "https://tracing.example:port"}, "PUBLIC_BASE_URL"),
        ({"WEBSOCKET_ORIGINS": ""}, "WEBSOCKET_ORIGINS"),
        ({"WEBSOCKET_ORIGINS": " , "}, "WEBSOCKET_ORIGINS"),
        ({"WEBSOCKET_ORIGINS": "https://tracing.example,*"}, "WEBSOCKET_ORIGINS"),
        ({"TELEPHONY_CALLBACK_BASE_URL": "http://tracing.example"}, "TELEPHONY_CALLBACK_BASE_URL"),
        ({"TELEPHONY_CALLBACK_BASE_URL": "tracing.example"}, "TELEPHONY_CALLBACK_BASE_URL"),
        ({"TELEPHONY_CALLBACK_BASE_URL": "https://"}, "TELEPHONY_CALLBACK_BASE_URL"),
        ({"DATABASE_URL": "postgresql://app:a/b@db/tracing"}, "DATABASE_URL cannot be read"),
        ({"REDIS_URL": "redis://:a/b@broker/0"}, "REDIS_URL cannot be read"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
        ({"REDIS_URL": None}, "REDIS_URL"),
        ({"FIELD_KEYS": None}, "FIELD_KEYS"),
        ({"FIELD_KEYS": "2026:dG9vIHNob3J0"}, "FIELD_KEYS"),
        ({"FIELD_KEYS": f"2026:{KEY},"}, "FIELD_KEYS"),
        ({"FIELD_KEYS": f"2026:{KEY},2026:{KEY}"}, "same id"),
        ({"FIELD_KEYS": f"2026:{KEY},2025:{TYPED}"}, "FIELD_KEYS spells a text"),
        ({"FIELD_KEYS": f"2026:{KEY},2025:{KEY}"}, "same key under two ids"),
        ({"FIELD_KEYS": f"2026:{BLIND},2025:{KEY}"}, "BLIND_INDEX_KEY is also the first key"),
        ({"FIELD_KEYS": f"2026:{KEY},\ufeff2025:{FEW}"}, "byte order mark inside the list"),
        ({"FIELD_KEYS": f"2026:{KEY}\n2025:{FEW}"}, "a line end"),
        ({"FIELD_KEYS": f"2026:{FEW}"}, "FIELD_KEYS has a key of the same few bytes"),
        ({"BLIND_INDEX_KEY": FEW}, "BLIND_INDEX_KEY has a key of the same few bytes"),
        ({"BLIND_INDEX_KEY": TYPED}, "BLIND_INDEX_KEY spells a text"),
        ({"BLIND_INDEX_KEY": "nonsense"}, "BLIND_INDEX_KEY"),
        ({"TELEPHONY_ACCOUNT_SID": None}, "TELEPHONY_ACCOUNT_SID"),
        ({"TELEPHONY_AUTH_TOKEN": None}, "TELEPHONY_AUTH_TOKEN"),
        ({"TELEPHONY_AUTH_TOKEN": f"{TOKEN},"}, "empty part"),
        ({"TELEPHONY_AUTH_TOKEN": "secret"}, "fewer than 16"),
        ({"TELEPHONY_AUTH_TOKEN": f"{TOKEN},changeme"}, "fewer than 16"),
        ({"TELEPHONY_AUTH_TOKEN": "simulated-telephone-company"}, "well-known"),
        ({"TELEPHONY_AUTH_TOKEN": f"{TOKEN}\n{OTHER}"}, "separate two secrets by a comma"),
        ({"TELEPHONY_AUTH_TOKEN": "0123456789abcdef"}, "counts up"),
        ({"TRUSTED_PROXIES": None}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": ""}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "front"}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "::ffff:0:0/96"}, "TRUSTED_PROXIES"),
        ({"TELEPHONY_API_BASE_URL": "http://127.0.0.1:9000"}, "ALLOW_SIMULATED_CALLS"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_bad_value_is_named(changes, said):
    refused = start(**changes)
    assert refused.returncode == 1
    assert said in refused.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "changes",
    [
        {"TELEPHONY_CALLBACK_BASE_URL": ""},
        {"TELEPHONY_CALLBACK_BASE_URL": "https://callbacks.example:8443/"},
        {"TELEPHONY_CALLBACK_BASE_URL": "http://front:8080", "ALLOW_SIMULATED_CALLS": "1"},
        {"WEBSOCKET_ORIGINS": "https://tracing.example,https://floor.example"},
        {"PUBLIC_BASE_URL": "https://tracing.example:8443"},
    ],
)
def test_other_addresses_start_too(changes):
    assert start(**changes).returncode == 0


def test_an_empty_address_for_callbacks_is_the_publics():
    shown = "import config.settings.production as p; print(p.TELEPHONY_CALLBACK_BASE_URL)"
    assert start(shown, TELEPHONY_CALLBACK_BASE_URL="").stdout == "https://tracing.example\n"


@pytest.mark.parametrize("said", ["https://tracing.example:443", "https://tracing.example/"])
def test_the_usual_port_is_left_out_as_browsers_do_in_an_origin(said):
    shown = "import config.settings.production as p; print(*p.CSRF_TRUSTED_ORIGINS, *p.WEBSOCKET_ORIGINS)"
    assert set(start(shown, PUBLIC_BASE_URL=said).stdout.split()) == {"https://tracing.example"}


def test_simulated_calls_need_to_be_allowed_explicitly():
    assert start(TELEPHONY_API_BASE_URL="http://127.0.0.1:9000", ALLOW_SIMULATED_CALLS="1").returncode == 0


def test_the_check_of_a_deployment_warns_of_nothing_but_what_the_operators_page_says():
    checked = start(
        "from django.core.management import execute_from_command_line as run; run(['manage.py', 'check', '--deploy'])",
        DJANGO_SETTINGS_MODULE="config.settings.production",
    )
    assert set(re.findall(r"\w+\.[WE]\d+", checked.stdout + checked.stderr)) == {"security.W021"}
    assert "`security.W021`" in OPERATORS_PAGE
    assert "W002" not in OPERATORS_PAGE


def test_the_operators_page_encodes_passwords_as_the_refusal_says():
    assert ENCODE in OPERATORS_PAGE


def test_an_upgrade_stops_every_process_that_writes_before_it_migrates():
    upgrades = OPERATORS_PAGE.partition("## Upgrades")[2]
    stops = upgrades.index("docker compose stop beat worker"), upgrades.index("docker compose stop web ws")
    assert max(stops) < upgrades.index("docker compose run --rm migrate")


SECRETS = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "FIELD_KEYS", "BLIND_INDEX_KEY", "TELEPHONY_AUTH_TOKEN")


def test_every_secret_is_the_same_from_a_file_as_windows_writes_it(tmp_path):
    files = {name: tmp_path / name for name in SECRETS}
    for name, file in files.items():
        file.write_bytes(f"\ufeff{SOUND[name]}\r\n".encode())
    named = {f"{name}_FILE": str(file) for name, file in files.items()}
    assert told() == told(**dict.fromkeys(SECRETS), **named)


def test_space_around_a_value_of_the_environment_changes_nothing():
    assert told() == told(**{name: f" {value}\t" for name, value in SOUND.items()})


def told(**changes):
    """The settings that the environment fills, as production reads them."""
    names = [name for name in SOUND if name not in ("DATABASE_URL", "TRUSTED_PROXIES")]
    shown = (
        f"import config.settings.production as p; print([getattr(p, name) for name in {names}], p.DATABASES)"
    )
    said = start(shown, **changes)
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_what_the_script_for_secrets_makes_is_accepted(tmp_path):
    subprocess.run([sys.executable, "deploy/make_secrets.py", tmp_path], cwd=ROOT, check=True)
    made = [name for name in SECRETS if name not in ("REDIS_URL", "DATABASE_URL")]
    files = {f"{name}_FILE": str(tmp_path / name.lower()) for name in made}
    assert start(**dict.fromkeys(made), **files).returncode == 0


def test_a_password_of_ones_own_reaches_the_database_whole(tmp_path):
    (tmp_path / "application_password").write_text("p@ss/word #1\n")
    subprocess.run([sys.executable, "deploy/make_secrets.py", tmp_path], cwd=ROOT, check=True)
    said = told(DATABASE_PASSWORD_FILE=str(tmp_path / "application_password"))
    assert "'PASSWORD': 'p@ss/word #1'" in said


@pytest.mark.parametrize("name", ["postgres_password", "keeper_password"])
def test_a_password_that_its_readers_would_understand_differently_is_refused(name, tmp_path):
    (tmp_path / name).write_text("password\r\n")
    command = [sys.executable, "deploy/make_secrets.py", tmp_path]
    refused = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "write it anew" in refused.stderr
