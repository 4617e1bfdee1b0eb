"""Which migrations a demo's data has been through, and what becomes of data that ours do not continue.

Migrations may be rewritten, so their names say nothing: what each does is kept beside the data, as a fingerprint.
"""

import ast
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from .claim import FILE as CLAIM
from .reset import OURS
from .trouble import CannotStart
from .vault import write_privately

FILE = "shape.json"
CLUSTER = "postgres"

Shape = Mapping[str, str]
"""The fingerprint of every migration, by app and name."""


def shape_of(checkout: Path) -> Shape:
    """The shape to which the migrations of a checkout bring a database."""
    files = sorted(checkout.glob("*/migrations/[0-9]*.py"))
    return {f"{file.parent.parent.name}/{file.stem}": _fingerprint(file.read_text()) for file in files}


def remember(home: Path, shape: Shape) -> None:
    """Keep beside the data in `home` that it has this shape."""
    write_privately(home / FILE, json.dumps(shape, indent=2) + "\n")


def set_other_shape_aside(home: Path, ours: Shape, today: date) -> Path | None:
    """Move the demo's data out of `home` unless `ours` continues it; where it lies then, or None.

    Continued is data whose every migration is among ours with the same fingerprint: what is new is applied to it. Data
    without fingerprints is older than they are. What else stands in the folder stays there.
    """
    home.mkdir(parents=True, exist_ok=True)
    there = None
    if (home / CLUSTER / "cluster" / "PG_VERSION").exists():
        if _kept(home, ours):
            return None
        there = _move(home, _free_name(home, today))
    remember(home, {})  # nothing was applied yet; a start that is broken off leaves data that ours continue
    return there


def _kept(home: Path, ours: Shape) -> bool:
    file = home / FILE
    return file.exists() and json.loads(file.read_text()).items() <= ours.items()


def _free_name(home: Path, today: date) -> Path:
    there = home.with_name(f"{home.name}.before-{today}")
    number = 2
    while there.exists():
        there = home.with_name(f"{home.name}.before-{today}-{number}")
        number += 1
    return there


def _move(home: Path, there: Path) -> Path:
    paths = [path for pattern in OURS if pattern != CLAIM for path in home.glob(pattern)]
    try:
        there.mkdir()
        # The database last: if this is broken off, the next start finds it and moves the rest.
        for path in sorted(paths, key=lambda path: path.name == CLUSTER):
            path.rename(there / path.name)
    except OSError as error:
        raise CannotStart(
            f"The data in {home} has the tables of another version and cannot be set aside: {error.strerror}. "
            "Move it yourself, or use another folder: make demo DATA=/some/where"
        ) from None
    return there


def _fingerprint(source: str) -> str:
    """Of what a migration does: comments, docstrings and layout left out."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if (
            isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and ast.get_docstring(node) is not None
        ):
            del node.body[0]
    return hashlib.sha256(ast.unparse(tree).encode()).hexdigest()[:16]
