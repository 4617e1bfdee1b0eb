import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from journal.steps import step


@step
def double(number: int) -> int:
    """Twice as much."""
    return 2 * number


@pytest.mark.django_db(transaction=True)
def test_a_step_runs_inside_a_transaction_and_nowhere_else():
    with pytest.raises(TransactionManagementError, match="double is a step"):
        double(4)
    with transaction.atomic():
        assert double(4) == 8
