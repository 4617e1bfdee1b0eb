"""What the documents promise is there: files, headings, commands, settings."""

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands

from config.logins import password_settings
from tests.house.tree import ROOT, name_of, tree_of

DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(ROOT).parts)
)
PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.[a-z]+)?)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE = re.compile(r"\bmake (?:-\w+ )*([a-z][a-z-]*)")
MANAGE = re.compile(r"\bmanage\.py ([a-z_]+)|\bmake manage [^\n`]*?ARGS=[\"']?([a-z_]+)")
SETTING = re.compile(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", re.MULTILINE)
OPERATOR = ROOT / "docs" / "operator.md"
LARGEST_PICTURE = 200_000
IMPORT = re.compile(r"\bfrom ([a-z_.]+) import (\w+(?:, \w+)*)")
TESTS_STATED = re.compile(r"about ([\d,]+) tests of what the system does")

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)


@cache
def anchors_of(document: Path) -> set[str]:
    """The anchors of a document's headings, as repository pages make them."""
    prose = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def leads_somewhere(document: Path, link: str) -> bool:
    """Whether a relative link meets a file or folder and, in a document, the heading it names."""
    where, _hash, anchor = link.partition("#")
    target = (document.parent / where).resolve() if where else document
    return target.exists() and (not anchor or anchor in anchors_of(target))


def code_in(document: Path) -> str:
    """Everything a document shows as code."""
    return "\n".join(CODE.findall(document.read_text()))


def functions_of(module: Path) -> list[str]:
    """The names of every function and method in a module."""
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    return [node.name for node in ast.walk(tree_of(module)) if isinstance(node, functions)]


def settings_read() -> set[str]:
    """The environment variables that the settings read, and `make_logins`."""
    modules = (ROOT / "config" / "settings").glob("*.py")
    calls = (node for path in modules for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
    read = {
        ast.literal_eval(call.args[0]) for call in calls if re.fullmatch(r"env\.\w+", ast.unparse(call.func))
    }
    return read | set(password_settings().values())


def settings_told() -> set[str]:
    """The environment variables in the operator's table of settings."""
    section = OPERATOR.read_text().partition("\n## Settings\n")[2].partition("\n## ")[0]
    return {name for row in SETTING.findall(section) for name in re.findall(r"[A-Z_]+", row)}


@every_document
def test_every_link_leads_somewhere(document):
    links = LINK.findall(CODE.sub("", document.read_text()))
    inside = {link for link in links if not re.match(r"[a-z]+:|/", link)}
    assert not {link for link in inside if not leads_somewhere(document, link)}


@every_document
def test_every_file_of_ours_that_is_named_is_there(document):
    ours = {path.name for path in ROOT.iterdir() if path.is_dir()}
    named = {path for path in PATH.findall(document.read_text()) if path.partition("/")[0] in ours}
    assert not {path for path in named if not (ROOT / path).exists()}


@every_document
def test_every_make_target_that_is_named_exists(document):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(MAKE.findall(code_in(document))) <= targets


@every_document
def test_every_management_command_that_is_named_exists(document):
    named = {one or other for one, other in MANAGE.findall(code_in(document))}
    assert named <= set(get_commands())


def test_the_operator_is_told_every_setting_and_no_other():
    assert settings_read() == settings_told()


def test_the_readme_says_how_many_tests_there_are_within_a_tenth():
    (stated,) = TESTS_STATED.findall((ROOT / "README.md").read_text())
    modules = [path for path in (ROOT / "tests").rglob("test_*.py") if "/house/" not in name_of(path)]
    found = sum(name.startswith("test_") for path in modules for name in functions_of(path))
    assert abs(found / int(stated.replace(",", "")) - 1) < 0.1, f"there are {found}"


def test_pictures_are_small_and_shown_somewhere():
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in LINK.findall(document.read_text())
    }
    pictures = set((ROOT / "docs" / "img").iterdir())
    assert pictures <= shown
    assert all(picture.stat().st_size <= LARGEST_PICTURE for picture in pictures)


@every_document
def test_what_an_example_imports_is_there(document):
    ours = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()}
    for module, names in IMPORT.findall(code_in(document)):
        if module.partition(".")[0] in ours:
            missing = [name for name in names.split(", ") if not hasattr(import_module(module), name)]
            assert not missing, f"{module} has no {missing}"
