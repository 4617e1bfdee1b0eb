"""The project's own files, for the house rules to look at."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "journal",
    "accounts",
    "scenarios",
    "elearning",
    "calls",
    "tracing",
    "desk",
    "backoffice",
    "supervision",
    "config",
    "countries",
    "tools",
)
LINE_OF_APPS = ("journal", "accounts", "scenarios", "elearning", "calls", "tracing", "desk", "config")


@cache
def python_files(*apps: str) -> tuple[Path, ...]:
    """Every module of these apps (default: all of them and the carrier), migrations left out."""
    folders = apps or (*APPS, "carrier")
    found = (path for app in folders for path in (ROOT / app).rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    """The path from the project's root, for messages."""
    return str(path.relative_to(ROOT))


def calls_of(path: Path) -> set[str]:
    """The dotted names of everything called in a module: {"announce", "transaction.atomic", …}."""
    return {ast.unparse(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
