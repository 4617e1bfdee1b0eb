"""A refused write says which constraint it met, whatever stands in the row."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Team
from journal.constraints import broken_constraint
from tests.factories.accounts import region, team

pytestmark = pytest.mark.django_db


def refusal_of(home, **facts):
    """What the database says to a team that it refuses."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Team.objects.create(region=home, **facts)
    return refused.value


def test_the_constraint_is_named_as_the_model_names_it():
    first = team(region())
    assert broken_constraint(refusal_of(first.region, name=first.name)) == "one_team_per_name"


def test_a_row_that_contains_the_name_of_a_constraint_is_not_taken_for_a_breach_of_it():
    first = team(region(), name="one_open_attempt_per_phone")
    error = refusal_of(first.region, name=first.name)
    assert "one_open_attempt_per_phone" in str(error)
    assert broken_constraint(error) == "one_team_per_name"


def test_a_value_that_is_missing_breaks_no_constraint():
    assert broken_constraint(refusal_of(region(), name=None)) == ""
