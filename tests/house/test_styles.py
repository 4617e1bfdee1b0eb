"""What a stylesheet, an icon sheet or the page's scripts hold is used by a page; the rest goes."""

import re

import pytest

from config.bundles import ASKS, bundled
from tests.house.tree import ROOT, name_of, python_files

STYLES = sorted([*(ROOT / "static").rglob("*.css"), *ROOT.glob("*/static/**/*.css")])
SCRIPTS = sorted([*(ROOT / "static").rglob("*.js"), *ROOT.glob("*/static/**/*.js")])
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *ROOT.glob("*/templates/**/*.html")])
PAGES = "\n".join(path.read_text() for path in TEMPLATES)
LOADED = sorted(set(re.findall(r"\{% static '([^']+\.(?:css|js))'", PAGES)))
"""What pages name; the rest stands in it."""
FRAMES = {"templates/base.html", "templates/plain.html"}
WRITTEN = "\n".join(path.read_text() for path in (*TEMPLATES, *SCRIPTS, *python_files()))
OF_LIBRARIES = {"errorlist", "htmx-request"}
"""Classes that Django's forms and htmx give by themselves."""
COMPOSED = re.findall(r"([a-z_]+--)\{\{ (\w+) \}\}", WRITTEN)
"""Classes whose end is a variable of a component: badge--{{ tone }}."""
VALUES = set(re.findall(r"\b(?:tone|level|size)=\"(\w+)\"", WRITTEN)) | {
    "success",
    "error",
    "warning",
    "info",
}
"""What such a variable is set to; the levels of Django's messages besides."""
SET = re.compile(r"dataset\.(ct\w+) = ")
"""A mark that a script leaves for itself."""


def served_as(path):
    """The name below /static/: of an app's file the part after its own folder of static files."""
    return name_of(path).partition("static/")[2]


def classes_of(path):
    """The classes that the selectors of a stylesheet name."""
    text = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", path.read_text(), flags=re.DOTALL)
    selectors = re.sub(r"\{[^{}]*\}", " ", text)
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def is_written(name):
    """The class stands in a template, script or module, or is put together by a component."""
    start, dashes, end = name.rpartition("--")
    is_composed = any(start + dashes == first for first, _variable in COMPOSED) and end in VALUES
    return is_composed or re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", WRITTEN)


def hook_of(name):
    """ctWhy is data-ct-why."""
    return "data-" + re.sub(r"[A-Z]", lambda letter: f"-{letter.group().lower()}", name)


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_every_class_of_a_stylesheet_is_on_a_page(path):
    assert {name for name in classes_of(path) - OF_LIBRARIES if not is_written(name)} == set()


def test_every_sheet_and_script_is_part_of_one_that_a_page_loads():
    files = {served_as(path): path.read_text() for path in (*STYLES, *SCRIPTS)}
    read = set()
    for name in LOADED:
        text = bundled(name, lambda part: read.add(part) or files[part])
        assert not ASKS.search(text), f"{name} would ask for another file: see config/bundles.py"
    assert set(files) - read == set()


def test_a_page_loads_one_sheet_and_one_script():
    assert {name for name in LOADED if name.endswith(".css")} == {"css/app.css"}
    for kind in ("<script", 'rel="stylesheet"'):
        assert {name_of(path) for path in TEMPLATES if kind in path.read_text()} <= FRAMES


def test_every_icon_is_drawn_somewhere():
    icons = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    assert {icon for icon in icons if not re.search(rf"[\"'|]{icon}[\"']", WRITTEN)} == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_every_hook_a_script_looks_for_is_on_a_page(path):
    script = path.read_text()
    hooks = set(re.findall(r"\[(data-ct-[a-z-]+)[\]=]", script)) - {
        hook_of(name) for name in SET.findall(script)
    }
    assert {hook for hook in hooks if hook not in PAGES} == set()
