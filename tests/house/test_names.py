"""Names say what a thing is in the world."""

import re

import pytest

from tests.house.tree import ROOT, name_of, python_files

NEVER = re.compile(r"(^|_)(utils?|helpers?|common|manager|handler|services?|selectors|misc)($|_)")
PROJECT = [path for path in python_files() if path.name != "manage.py"]


@pytest.mark.parametrize("path", PROJECT, ids=name_of)
def test_no_file_is_a_bag(path):
    assert not NEVER.search(path.stem)


@pytest.mark.parametrize("path", PROJECT, ids=name_of)
def test_nothing_is_left_to_do_later_without_a_debt(path):
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", path.read_text()), f"write it in {ROOT / 'docs/debts.md'}"
