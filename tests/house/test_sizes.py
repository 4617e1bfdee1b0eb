"""Small pieces: a module that outgrows this is two modules."""

import ast

import pytest

from tests.house.tree import ROOT, name_of, python_files, tree_of

TEMPLATES = sorted(path for path in ROOT.glob("*/templates/**/*.html")) + sorted(
    (ROOT / "templates").rglob("*.html")
)
STATIC = [path for kind in ("css", "js") for path in (ROOT / "static" / kind).rglob(f"*.{kind}")]


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_a_module_fits_in_the_head(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_a_function_fits_on_the_screen(path):
    long = [
        node.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno >= 40
    ]
    assert not long


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=name_of)
def test_a_template_script_or_stylesheet_does_one_thing(path):
    assert len(path.read_text().splitlines()) <= 150
