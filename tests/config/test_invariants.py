import pytest
from django.core.management import call_command

from config.invariants import violations


@pytest.mark.django_db
def test_an_empty_house_breaks_no_invariant(capsys):
    assert violations() == []
    call_command("check_invariants")
