"""What stands around a value in a file or a shell is no part of it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.env import Env


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
