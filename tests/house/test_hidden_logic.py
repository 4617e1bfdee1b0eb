"""Nothing happens where nobody looks: no logic in save(), serializers, or views that reach for every row."""

import ast

import pytest

from tests.house.tree import APPS, name_of, python_files, tree_of


def functions_named(path, *names):
    nodes = ast.walk(tree_of(path))
    return [node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name in names]


MODELS = [path for path in python_files(*APPS) if "models" in path.stem or path.parent.name == "models"]
EDGES = [
    path
    for path in python_files(*APPS)
    if path.stem in ("views", "consumers", "webhooks") or path.parent.name == "views" or "api" in path.parts
]
EDGES = [path for path in EDGES if path.stem != "authentication"]


@pytest.mark.parametrize("path", MODELS, ids=name_of)
def test_saving_a_row_only_saves_it(path):
    assert not functions_named(path, "save", "delete", "clean")


@pytest.mark.parametrize("path", EDGES, ids=name_of)
def test_an_edge_reaches_rows_through_commands_queries_or_its_user(path):
    reached = [
        node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not reached, f"{name_of(path)} uses .objects"


@pytest.mark.parametrize("path", EDGES, ids=name_of)
def test_a_serializer_checks_shape_only(path):
    assert not functions_named(path, "create", "update", "save", "perform_create")


@pytest.mark.parametrize("path", python_files(*APPS), ids=name_of)
def test_nobody_assigns_a_state(path):
    assigned = [
        target
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    assert not assigned, f"{name_of(path)}: use move_to"
