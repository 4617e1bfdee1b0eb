"""One verb, one file, one public function, one mirrored test."""

import ast

import pytest

from tests.house.tree import APPS, ROOT, name_of, python_files, tree_of

COMMANDS = [
    path for path in python_files(*APPS) if "commands" in path.parent.parts and path.stem != "__init__"
]
COMMANDS = [path for path in COMMANDS if "management" not in path.parts]


def public_functions(path):
    functions = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)]
    return [node for node in functions if not node.name.startswith("_")]


@pytest.mark.parametrize("path", COMMANDS, ids=name_of)
def test_a_command_is_named_like_its_file_and_says_what_it_does(path):
    by_name = {function.name: function for function in public_functions(path)}
    assert path.stem in by_name, f"{name_of(path)} has no function {path.stem}"
    assert ast.get_docstring(by_name[path.stem]), f"{path.stem} does not say what it does in the world"


@pytest.mark.parametrize("path", COMMANDS, ids=name_of)
def test_a_command_has_a_mirrored_test(path):
    mirror = ROOT / "tests" / path.parent.relative_to(ROOT) / f"test_{path.name}"
    assert mirror.exists(), f"write {name_of(mirror)}"
