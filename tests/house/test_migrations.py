"""Migrations say what they do to the world, and none is missing."""

import pytest
from django.core.management import call_command

from tests.house.tree import APPS, ROOT


def test_no_migration_is_called_auto():
    assert not [path for app in APPS for path in (ROOT / app).glob("migrations/*_auto_*.py")]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
