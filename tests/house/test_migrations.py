"""Migrations say what they do to the world, and none is missing."""

import ast

import pytest
from django.core.management import call_command

from tests.house.tree import APPS, ROOT, tree_of


def test_no_migration_is_called_auto():
    assert not [path for app in APPS for path in (ROOT / app).glob("migrations/*_auto_*.py")]


def imports_of(path):
    """The modules that a file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_a_migration_says_itself_what_it_does():
    """It may import the columns' types, never what will be something else tomorrow: statements, rules, states."""
    migrations = [path for app in APPS for path in (ROOT / app).glob("migrations/[0-9]*.py")]
    imported = {module for path in migrations for module in imports_of(path)}
    ours = {module for module in imported if module.partition(".")[0] in APPS}
    assert ours <= {"accounts.fields", "elearning.models", "journal.sealed"}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
