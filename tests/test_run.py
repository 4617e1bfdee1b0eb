"""run.py, the first thing a newcomer starts: it must speak on any Python, and install only what is pinned."""

import ast
import re
import subprocess
import sys

import pytest

import run
from tools.devrun.wishes import CHECKOUT

LOCKS = [
    "requirements.lock",
    "requirements-demo.lock",
    "requirements-production.lock",
    "requirements-uv.lock",
]


def test_an_old_python_gets_a_sentence():
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and python3 here is 3\.9"):
        run.insist_on_python((3, 9), found=lambda: None)


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch):
    started = []
    monkeypatch.setattr(run.os, "execv", lambda path, words: started.append(path) or sys.exit())
    with pytest.raises(SystemExit):
        run.insist_on_python((3, 9), found=lambda: "/usr/bin/python3.12")
    assert started == ["/usr/bin/python3.12"]


def test_a_new_python_goes_on():
    run.insist_on_python((3, 11), found=lambda: pytest.fail("no need to look"))


def test_old_pythons_can_read_the_file():
    ast.parse((CHECKOUT / "run.py").read_text(), feature_version=(3, 7))


def test_it_needs_nothing_that_is_not_in_python():
    command = [sys.executable, "-I", "-S", str(CHECKOUT / "run.py"), "no-such-command"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "knows: demo, reset, manage, test, proof, check, lock" in said.stderr


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_no_address(name):
    text = (CHECKOUT / name).read_text()
    pinned = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
    assert pinned
    assert all(re.match(r"[a-z0-9._-]+==\S+ .*\\$", line) for line in pinned)
    assert "://" not in text


@pytest.mark.parametrize("name", LOCKS[1:3])
def test_demo_and_production_install_what_was_tested(name):
    tested, installed = (
        re.findall(r"^\S+==\S+", (CHECKOUT / lock).read_text(), re.MULTILINE) for lock in (LOCKS[0], name)
    )
    assert set(installed) <= set(tested)


def test_every_command_of_make_is_known():
    commands = re.findall(r"run\.py (\w+)", (CHECKOUT / "Makefile").read_text())
    assert set(commands) == set(run.NEEDS)
