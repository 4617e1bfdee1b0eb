"""`make test` and `make proof`: which tests each starts, and that between them none is left out."""

import os

import pytest

from tools.devrun import __main__ as devrun


@pytest.fixture
def started(monkeypatch):
    """The words with which pytest is started instead of us, without starting it."""
    words = []
    monkeypatch.setattr(devrun, "provide_browsers", lambda: None)
    monkeypatch.setattr(devrun.os, "chdir", lambda folder: None)
    monkeypatch.setattr(devrun.os, "execv", lambda path, command: words.extend(command[3:]))
    monkeypatch.setenv("PROOF", "")
    return words


def test_the_suite_leaves_out_what_takes_long(started):
    devrun.main("test", ["tests/calls", "-x"])
    assert started == ["-m", "not proof", "tests/calls", "-x"]


def test_a_proof_is_what_takes_long_and_many_examples(started):
    devrun.main("proof", ["tests/calls"])
    assert started == ["-m", "proof or examples", "tests/calls"]
    assert os.environ["PROOF"] == "1"


def test_without_arguments_every_core_has_its_share(started):
    devrun.main("proof", [])
    assert started[2] == "-n"
