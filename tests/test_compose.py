"""The containers: a compose file that is valid, and that matches the settings and the files beside it."""

import re
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from config.database_log import options
from tools.devrun.wishes import CHECKOUT

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
WORKERS = ("worker-state", "worker-telephone", "worker-sms")
HOUSE = ("web", "ws", *WORKERS, "beat", "migrate")


def test_the_compose_file_follows_its_specification():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run(
        [*command, "docker-compose.yml"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_the_simulated_telephone_company_comes_only_when_asked():
    assert COMPOSE["services"]["carrier"]["profiles"] == ["demo"]
    assert COMPOSE["x-house"]["environment"]["ALLOW_SIMULATED_CALLS"] == "${ALLOW_SIMULATED_CALLS:-0}"


@pytest.mark.parametrize("name", HOUSE)
def test_every_process_of_the_house_runs_the_one_image_without_rights(name):
    service = COMPOSE["services"][name]
    assert service["image"] == "contact-tracing"
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]


def test_no_secret_stands_in_the_file():
    environment = COMPOSE["x-house"]["environment"]
    secret = [name for name in environment if re.search("KEY|TOKEN|PASSWORD", name)]
    assert secret
    assert all(name.endswith("_FILE") for name in secret)
    assert urlsplit(environment["DATABASE_URL"]).password is None


def test_nobody_but_the_migration_knows_the_owners_password():
    knowing = [
        name
        for name, service in COMPOSE["services"].items()
        if service.get("image") == "contact-tracing" and "postgres_password" in service["secrets"]
    ]
    assert knowing == ["migrate"]


def test_every_secret_of_the_file_is_made_by_the_script(tmp_path):
    assert set(make_and_read(tmp_path)) == set(COMPOSE["secrets"])
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_secrets_are_made_once(tmp_path):
    kept = [make_and_read(tmp_path) for _ in range(2)]
    assert kept[0] == kept[1]


def make_and_read(folder: Path) -> dict[str, str]:
    subprocess.run([sys.executable, "deploy/make_secrets.py", folder], cwd=CHECKOUT, check=True)
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_the_front_door_alone_is_believed_when_it_says_whom_it_heard():
    front = COMPOSE["services"]["front"]["networks"]["default"]["ipv4_address"]
    assert COMPOSE["x-house"]["environment"]["TRUSTED_PROXIES"] == f"${{TRUSTED_PROXIES:-{front}}}"
    (network,) = COMPOSE["networks"]["default"]["ipam"]["config"]
    said = {name: network[name].replace("${NETWORK:-172.30.57}", "172.30.57") for name in network}
    address = ip_address(front.replace("${NETWORK:-172.30.57}", "172.30.57"))
    assert address in ip_network(said["subnet"])
    assert address not in ip_network(said["ip_range"]), (
        "another container may be given the front door's address"
    )


@pytest.mark.parametrize(
    ("said", "public"),
    [
        ({}, "https://localhost"),
        ({"SITE_ADDRESS": "tracing.example"}, "https://tracing.example"),
        ({"SITE_ADDRESS": "tracing.example", "HTTPS_PORT": "8443"}, "https://tracing.example:8443"),
        ({"HTTPS_PORT": ""}, "https://localhost"),
        ({"HTTPS_PORT": "8443", "PUBLIC_BASE_URL": "https://tracing.example"}, "https://tracing.example"),
    ],
)
def test_the_address_we_give_away_has_the_port_the_front_door_listens_on_unless_another_is_said(said, public):
    assert filled(COMPOSE["x-house"]["environment"]["PUBLIC_BASE_URL"], said) == public
    assert filled(COMPOSE["services"]["front"]["ports"][1], said) == f"{said.get('HTTPS_PORT') or '443'}:443"


def test_callbacks_come_to_the_same_address_unless_another_is_said():
    """Empty is the public one: tests/config/test_production_settings.py."""
    callbacks = COMPOSE["x-house"]["environment"]["TELEPHONY_CALLBACK_BASE_URL"]
    assert filled(callbacks, {}) == ""
    assert filled(callbacks, {"TELEPHONY_CALLBACK_BASE_URL": "http://front:8080"}) == "http://front:8080"


def filled(text, said):
    """The text as Compose fills it in: `${X}`, `${X:-when empty}`, `${X:+unless empty}`, one within another."""
    innermost = re.compile(r"\$\{(\w+)(?::([-+])([^${}]*))?\}")

    def value(found):
        name, sign, other = found.groups()
        is_set = bool(said.get(name))
        return (other if is_set else "") if sign == "+" else said.get(name) or other or ""

    while innermost.search(text):
        text = innermost.sub(value, text)
    return text


def test_the_front_door_lets_nobody_smuggle_an_address():
    rooms = (CHECKOUT / "deploy" / "Caddyfile").read_text()
    assert "request_header -*_*" in rooms
    assert not re.search(r"^\s*(trusted_proxies|header_up \+?X-Forwarded-For)", rooms, re.MULTILINE)


@pytest.mark.parametrize("where", ["docker-compose.yml", "docs/operator.md", "tools/devrun/jobs.py"])
def test_uvicorn_is_told_not_to_believe_such_headers_by_a_rule_of_its_own(where):
    assert "--no-proxy-headers" in (CHECKOUT / where).read_text()


def test_the_databases_log_is_told_to_hold_no_values():
    program, *words = COMPOSE["services"]["postgres"]["command"]
    assert program == "postgres"
    assert set(words[::2]) == {"-c"}
    said = words[1::2]
    assert tuple(said[: len(options())]) == options()
    # What else it is told is about memory.
    assert {word.split("=")[0] for word in said[len(options()) :]} == {"shared_buffers", "max_wal_size"}
