"""The small decisions of the demo, without starting anything."""

import json
import stat
import subprocess
import sys

import pytest

from tools.devrun.claim import claim, is_claimed
from tools.devrun.console import is_new
from tools.devrun.handout import curl, write_handout
from tools.devrun.jobs import carrier_settings, house_settings
from tools.devrun.reset import forget_demo
from tools.devrun.supervisor import GIVES_UP_AFTER, Job, Supervisor, how_it_ended
from tools.devrun.trouble import CannotStart
from tools.devrun.vault import read_or_make, write_privately
from tools.devrun.wishes import Wishes, wishes_from


@pytest.fixture
def wishes(tmp_path):
    return Wishes(port=8123, home=tmp_path, colleagues=0, lab_every=0)


def test_without_wishes_the_demo_lives_at_port_8000():
    assert wishes_from({}).url == "http://127.0.0.1:8000/"


@pytest.mark.parametrize("text", ["eighty", "-1", "70000", "8000.0"])
def test_a_port_that_makes_no_sense_is_refused_in_a_sentence(text):
    with pytest.raises(CannotStart, match=r"PORT is .* whole number from 0 to 65535"):
        wishes_from({"PORT": text})


def test_secrets_are_made_once_and_are_private(tmp_path):
    file = tmp_path / "secrets.json"
    assert read_or_make(file) == read_or_make(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_demos_do_not_share_secrets(tmp_path):
    one, other = read_or_make(tmp_path / "one"), read_or_make(tmp_path / "other")
    assert not set(one.values()) & set(other.values())


def test_the_telephone_company_never_sees_our_keys(wishes):
    secrets = read_or_make(wishes.home / "secrets.json")
    settings = house_settings(wishes, secrets, database="postgresql://x", redis="redis://x", carrier_port=9)
    shown = carrier_settings(settings)
    assert shown["CARRIER_AUTH_TOKEN"] == secrets["TELEPHONY_AUTH_TOKEN"]
    assert not {secrets["SECRET_KEY"], secrets["FIELD_KEYS"], "postgresql://x"} & set(shown.values())


def test_the_telephone_company_knows_the_secret_that_signs_of_several(wishes):
    secrets = {"TELEPHONY_ACCOUNT_SID": "AC1", "TELEPHONY_AUTH_TOKEN": " new-token , old-token\n"}
    settings = house_settings(wishes, secrets, database="d", redis="r", carrier_port=9)
    assert carrier_settings(settings)["CARRIER_AUTH_TOKEN"] == "new-token"


def test_a_setting_of_the_caller_wins(wishes, monkeypatch):
    monkeypatch.setenv("TELEPHONY_API_BASE_URL", "http://127.0.0.1:1")
    settings = house_settings(wishes, {}, database="d", redis="r", carrier_port=9)
    assert settings["TELEPHONY_API_BASE_URL"] == "http://127.0.0.1:1"


def test_the_handout_adds_the_address_to_what_the_data_left(wishes):
    write_privately(
        wishes.credentials, json.dumps({"lab_token": "t", "example_lab_report": {"sample": "d'été"}})
    )
    handout = write_handout(wishes)
    assert json.loads(wishes.handout.read_text()) == handout
    assert handout["url"] == "http://127.0.0.1:8123/"
    assert stat.S_IMODE(wishes.handout.stat().st_mode) == 0o600


def test_the_line_to_paste_survives_a_shell():
    report = {"family_name": "D'Hondt", "note": 'a "quoted" $HOME'}
    line = curl({"url": "http://127.0.0.1:8123/", "lab_token": "t", "example_lab_report": report})
    words = subprocess.run(["sh", "-c", f"printf '%s\\n' {line}"], capture_output=True, text=True, check=True)
    assert json.loads(words.stdout.splitlines()[-1]) == report


def test_forgetting_leaves_what_is_not_ours(wishes):
    read_or_make(wishes.home / "secrets.json")
    (wishes.home / "thesis.txt").write_text("years of work")
    (wishes.home / "postgres").mkdir()
    forget_demo(wishes)
    assert [path.name for path in wishes.home.iterdir()] == ["thesis.txt"]


def test_a_running_demo_is_not_forgotten(wishes):
    with claim(wishes.home):
        assert is_claimed(wishes.home)
        with pytest.raises(CannotStart, match="is running"):
            forget_demo(wishes)
    assert not is_claimed(wishes.home)


def test_a_child_that_keeps_dying_is_given_up(tmp_path):
    supervisor = Supervisor(tmp_path, tmp_path / "logs")
    supervisor.start(Job("worker", [sys.executable, "-c", "raise SystemExit(1)"], {}))
    with pytest.raises(CannotStart, match=f"worker ended {GIVES_UP_AFTER + 1} times in a minute"):
        watch_for_a_minute(supervisor)


def test_guests_that_keep_dying_are_not_missed(tmp_path):
    supervisor = Supervisor(tmp_path, tmp_path / "logs")
    supervisor.start(Job("colleagues", [sys.executable, "-c", "raise SystemExit(1)"], {}, is_guest=True))
    with pytest.raises(IndexError):
        watch_for_a_minute(supervisor)
    assert not supervisor.children


def watch_for_a_minute(supervisor):
    for now in range(60):
        supervisor.children[0].process.wait()
        supervisor.watch(now=now)


def test_the_terminal_does_not_repeat_what_a_child_keeps_saying():
    said = {}
    assert is_new("12:00:01 ERROR call 17 failed", said, now=0)
    assert not is_new("12:00:03 ERROR call 18 failed", said, now=2)
    assert is_new("12:01:03 ERROR call 18 failed", said, now=61)


@pytest.mark.parametrize(("code", "words"), [(1, "ended with code 1"), (-9, "was killed (SIGKILL)")])
def test_an_exit_code_is_said_in_words(code, words):
    assert how_it_ended(code) == words
