"""What stands around a value in a file or a shell is no part of it."""

import os
import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.env import ENCODE, Env
from tests.house.tree import ROOT


@pytest.fixture
def from_file(monkeypatch, tmp_path):
    """A setting X that is read from a file with these bytes."""

    def read(content, kind="str"):
        file = tmp_path / f"x{len(list(tmp_path.iterdir()))}"
        file.write_bytes(content)
        monkeypatch.setenv("X_FILE", str(file))
        return getattr(Env(), kind)("X")

    return read


@pytest.mark.parametrize(
    "content", [b"abc", b"abc\n", b"abc\r\n", b"\xef\xbb\xbfabc", b"\xef\xbb\xbfabc\r\n", b"  abc \t\n\n"]
)
def test_a_file_holds_its_value_whatever_the_editor_put_around_it(from_file, content):
    assert from_file(content) == "abc"


@pytest.mark.parametrize("said", ["abc", " abc ", "abc\n", "abc\r"])
def test_a_value_of_the_environment_is_bare_too(monkeypatch, said):
    monkeypatch.setenv("X", said)
    assert Env().str("X") == "abc"


@pytest.mark.parametrize("said", ["a,b", "a, b", " a ,b,", "a,,b\n"])
def test_a_list_has_bare_parts_and_no_empty_ones(monkeypatch, said):
    monkeypatch.setenv("X", said)
    assert Env().list("X") == ["a", "b"]


def test_an_address_of_a_database_ends_with_its_name(from_file):
    assert from_file(b"postgresql://app:pass@db:5432/tracing\r\n", "db")["NAME"] == "tracing"


def test_a_number_and_a_yes_may_have_spaces(monkeypatch):
    monkeypatch.setenv("X", " 8 ")
    monkeypatch.setenv("Y", "1\n")
    assert (Env().int("X"), Env().bool("Y")) == (8, True)


def test_a_file_of_another_encoding_is_refused_without_quoting_it(from_file):
    with pytest.raises(ImproperlyConfigured, match=r"X_FILE names is no text in UTF-8") as refused:
        from_file("secret".encode("utf-16"))
    assert refused.value.__suppress_context__


def test_a_file_that_is_not_there_is_named_by_its_setting(monkeypatch):
    monkeypatch.setenv("X_FILE", "/nowhere/x")
    with pytest.raises(ImproperlyConfigured, match="X_FILE names cannot be read: No such file"):
        Env().str("X")


@pytest.mark.parametrize("said", ["$ecret", "$$ecret", r"\$ecret", r"se\$cret$", "$X", "$", r"\\$", "$HOME"])
def test_a_dollar_is_a_letter_like_any_other(monkeypatch, from_file, said):
    monkeypatch.setenv("X", said)
    assert (Env().str("X"), Env().list("X")) == (said, [said])
    monkeypatch.delenv("X")
    assert from_file(said.encode()) == said


def test_a_password_with_a_dollar_reaches_the_database(monkeypatch):
    monkeypatch.setenv("X", "postgresql://app:$a$b@db/tracing")
    assert Env().db("X")["PASSWORD"] == "$a$b"


BAD_DATABASES = [
    "postgresql://app:hunter/two@db:5432/tracing",
    "postgresql://app:hunter?two@db:5432/tracing",
    "postgresql://app:hunter#/two@db:5432/tracing",
    "postgresql://app:12/hunter@db:5432/tracing",
    "postgresql://app:12?hunter@db:5432/tracing",
    "postgresql://app:12#/hunter@db:5432/tracing",
    "postgresql://app:hunter@db:port/tracing",
    "postgresql://app:hunter@db:99999/tracing",
    "postgresql://app:hunter@db",
    "postgresql://",
    "app:hunter@db/tracing",
    "//app:hunter@db/tracing",
    "hunter",
]
BAD_BROKERS = [
    "redis://:hunter/two@broker:6379/0",
    "redis://:hunter#two@broker:6379/0",
    "redis://:12/hunter@broker:6379/0",
    "redis://:12?hunter@broker:6379/0",
    "redis://u:12#hunter@broker:6379/0",
    "redis://:[hunter@broker:6379/0",
    "redis://broker/hunter",
    "redis://",
    "https://broker/0",
    "hunter",
]


@pytest.mark.parametrize(
    ("kind", "address"), [("db", one) for one in BAD_DATABASES] + [("redis", one) for one in BAD_BROKERS]
)
def test_an_address_that_cannot_be_read_is_refused_in_one_sentence_that_quotes_nothing(
    monkeypatch, kind, address
):
    monkeypatch.setenv("X", address)
    with pytest.raises(ImproperlyConfigured, match=r"^X cannot be read. Percent-encode") as refused:
        getattr(Env(), kind)("X")
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert not any(part in str(refused.value) for part in ("hunter", "two", "12"))


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://app:hunter%2Ftwo%23@db:5432/tracing",
        "postgres://app@db/tracing?sslmode=require",
        "postgresql://app:pass@one:5432,two:5432/tracing",
        "postgresql://app@/tracing?host=/var/run/postgresql",
        "postgresql://app:p@ss@db/tracing",
        "postgis://app@[::1]:5432/tracing",
    ],
)
def test_addresses_of_databases_as_people_write_them_are_read(monkeypatch, address):
    monkeypatch.setenv("X", address)
    assert Env().db("X")["NAME"] == "tracing"


@pytest.mark.parametrize(
    "address",
    [
        "redis://broker",
        "redis://broker:6379/0",
        "rediss://u:p%2Fw@broker/1?ssl_cert_reqs=none",
        "redis://[::1]/",
    ],
)
def test_addresses_of_brokers_are_taken_as_they_are(monkeypatch, address):
    monkeypatch.setenv("X", address)
    assert Env().redis("X") == address


def test_a_missing_address_is_still_said_to_be_missing(monkeypatch):
    monkeypatch.delenv("X", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set the X environment variable"):
        Env().db("X")


@pytest.mark.parametrize(
    ("var", "address"), [("DATABASE_URL", BAD_DATABASES[0]), ("REDIS_URL", BAD_BROKERS[0])]
)
def test_the_traceback_of_a_start_shows_nothing_of_the_password(var, address):
    refused = subprocess.run(
        [sys.executable, "-c", "import config.settings.dev"],
        cwd=ROOT,
        env=os.environ | {var: address},
        capture_output=True,
        text=True,
    )
    assert f"{var} cannot be read." in refused.stderr.splitlines()[-1]
    assert "hunter" not in refused.stderr


def test_the_command_that_the_refusal_names_encodes():
    made = re.search(r"python3 -c '(.*)'$", ENCODE)[1].replace("getpass.getpass()", repr("a/b#c$@"))
    said = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)
    assert said.stdout == "a%2Fb%23c%24%40\n"
