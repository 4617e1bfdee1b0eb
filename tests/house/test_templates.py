"""Templates keep the content security policy, and every one of them is used."""

import re

import pytest

from tests.house.tree import ROOT, name_of, python_files

TEMPLATES = sorted(path for path in ROOT.glob("*/templates/**/*.html")) + sorted(
    (ROOT / "templates").rglob("*.html")
)
FOUND_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_nothing_inline(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=[\"']|hx-on|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_every_template_is_used():
    texts = [path.read_text() for path in (*TEMPLATES, *python_files())]
    names = {str(path).partition("templates/")[2] for path in TEMPLATES} - FOUND_BY_DJANGO
    unused = {
        name
        for name in names
        if not any(f"{name}" in text for text in texts) and not is_named_otherwise(name)
    }
    assert not unused


def is_named_otherwise(name):
    """Stages are named by what the agent is doing (desk/stages.py)."""
    return re.fullmatch(r"desk/_(waiting|offer|conversation|wrap_up)\.html", name)
