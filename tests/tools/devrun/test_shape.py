"""Data of another version of the project: recognised before anything starts, set aside whole, never deleted."""

from datetime import date

import django.core.management
import pytest

from tools.devrun import prepare
from tools.devrun.claim import claim, is_claimed
from tools.devrun.demo import make_room
from tools.devrun.shape import remember, set_other_shape_aside, shape_of
from tools.devrun.trouble import CannotStart
from tools.devrun.wishes import CHECKOUT, Wishes

TODAY = date(2026, 11, 26)
OURS = {"calls/0001_initial": "a", "calls/0002_more": "b"}
MIGRATION = (
    '"""Of calls."""\n\nfrom django.db import migrations\n\noperations = [migrations.RunSQL("SELECT 1")]\n'
)


@pytest.fixture
def home(tmp_path):
    """A demo that has run, with a stranger's file beside its data."""
    folder = tmp_path / ".demo"
    for name in ("postgres/cluster/PG_VERSION", "secrets.json", "logs/web.log", "timetable.db", "letter.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"old {name}")
    return folder


def aside(home, ours=OURS):
    return set_other_shape_aside(home, ours, TODAY)


@pytest.mark.parametrize("kept", [{}, OURS, {"calls/0001_initial": "a"}])
def test_data_that_our_migrations_continue_stays(home, kept):
    remember(home, kept)
    assert aside(home) is None
    assert (home / "secrets.json").read_text() == "old secrets.json"


@pytest.mark.parametrize(
    "kept",
    [
        None,
        OURS | {"calls/0001_initial": "rewritten since"},
        OURS | {"calls/0003_of_a_newer_version": "c"},
        {"telephony/0001_of_another_branch": "d"},
    ],
)
def test_data_of_another_shape_is_set_aside_and_nothing_of_it_is_lost(home, kept):
    if kept is not None:
        remember(home, kept)
    there = aside(home)
    assert there == home.parent / ".demo.before-2026-11-26"
    for name in ("postgres/cluster/PG_VERSION", "secrets.json", "logs/web.log", "timetable.db"):
        assert (there / name).read_text() == f"old {name}"
    assert [path.name for path in home.iterdir() if path.name != "shape.json"] == ["letter.txt"]
    assert aside(home) is None


def test_it_is_told_in_one_sentence_where_the_data_lies(home, capsys):
    wishes = Wishes(port=8123, home=home, colleagues=0, lab_every=0)
    make_room(wishes)
    said = capsys.readouterr().out
    assert f"The data in {home} is of another version" in said
    assert f"it now lies in {home}.before-" in said
    make_room(wishes)
    assert capsys.readouterr().out == ""


def test_a_second_one_on_the_same_day_gets_a_name_of_its_own(home):
    (home.parent / ".demo.before-2026-11-26").mkdir()
    assert aside(home).name == ".demo.before-2026-11-26-2"


def test_a_claim_outlives_it(home):
    with claim(home):
        assert aside(home)
        assert is_claimed(home)


def test_a_first_start_sets_nothing_aside_also_when_it_was_broken_off(tmp_path):
    assert aside(tmp_path / "new") is None
    (tmp_path / "new" / "postgres" / "cluster").mkdir(parents=True)
    (tmp_path / "new" / "postgres" / "cluster" / "PG_VERSION").touch()
    assert aside(tmp_path / "new") is None


def test_what_was_broken_off_while_it_was_set_aside_is_set_aside_again(home):
    (home / "secrets.json").unlink()
    assert aside(home)
    assert not (home / "postgres").exists()


def test_where_it_cannot_be_moved_the_start_is_refused_in_a_sentence(home, monkeypatch):
    def refuse(self, _target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("pathlib.Path.rename", refuse)
    with pytest.raises(CannotStart, match=r"cannot be set aside: Invalid cross-device link.* DATA="):
        aside(home)


def test_a_shape_is_what_migrations_do_and_not_how_they_are_written(tmp_path):
    file = tmp_path / "calls" / "migrations" / "0001_initial.py"
    file.parent.mkdir(parents=True)
    (file.parent / "__init__.py").touch()
    file.write_text(MIGRATION)
    before = shape_of(tmp_path)
    assert list(before) == ["calls/0001_initial"]
    file.write_text(
        "# Generated anew.\n" + MIGRATION.replace("Of calls", "Of telephones").replace("[m", "[\n  m")
    )
    assert shape_of(tmp_path) == before
    file.write_text(MIGRATION.replace("SELECT 1", "SELECT 2"))
    assert shape_of(tmp_path) != before


def test_the_shape_of_this_project_has_every_app_that_has_tables():
    apps = {name.partition("/")[0] for name in shape_of(CHECKOUT)}
    assert apps >= {"accounts", "calls", "journal", "tracing"}


@pytest.mark.parametrize(("fails_at", "is_kept"), [("migrate", False), ("load_demo", True)])
def test_the_shape_is_kept_once_the_tables_have_it(home, monkeypatch, fails_at, is_kept):
    def call(name, *_words):
        if name == fails_at:
            raise ZeroDivisionError

    monkeypatch.setattr(django.core.management, "call_command", call)
    with pytest.raises(ZeroDivisionError):
        prepare.main(str(home / "credentials.json"), str(home))
    assert (home / "shape.json").exists() is is_kept
    assert (aside(home, shape_of(CHECKOUT)) is None) is is_kept
