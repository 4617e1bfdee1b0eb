"""What a stylesheet, an icon sheet or the page's scripts hold is used by a page; the rest goes."""

import re

import pytest

from tests.house.tree import ROOT, name_of, python_files

STYLES = sorted([*(ROOT / "static").rglob("*.css"), *ROOT.glob("*/static/**/*.css")])
SCRIPTS = sorted([*(ROOT / "static").rglob("*.js"), *ROOT.glob("*/static/**/*.js")])
TEMPLATES = sorted([*(ROOT / "templates").rglob("*.html"), *ROOT.glob("*/templates/**/*.html")])
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


def test_every_stylesheet_of_the_house_is_imported():
    imported = set(re.findall(r'url\("([^"]+)"\)', (ROOT / "static/css/app.css").read_text()))
    there = {str(path.relative_to(ROOT / "static/css")) for path in (ROOT / "static/css").rglob("*.css")}
    assert there - {"app.css"} == imported


def test_every_icon_is_drawn_somewhere():
    icons = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    assert {icon for icon in icons if not re.search(rf"[\"'|]{icon}[\"']", WRITTEN)} == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_every_hook_a_script_looks_for_is_on_a_page(path):
    pages = "\n".join(page.read_text() for page in TEMPLATES)
    script = path.read_text()
    hooks = set(re.findall(r"\[(data-ct-[a-z-]+)[\]=]", script)) - {
        hook_of(name) for name in SET.findall(script)
    }
    assert {hook for hook in hooks if hook not in pages} == set()
