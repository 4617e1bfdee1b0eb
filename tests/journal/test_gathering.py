"""What a transaction gives out is given out once, when it has committed."""

import pytest
from django.db import transaction

from journal.gathering import once_committed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def deliveries():
    return []


@pytest.fixture
def deliver(deliveries):
    def deliver(items):
        deliveries.append(items)

    return deliver


def test_all_that_is_given_in_a_transaction_is_delivered_at_once_in_its_order(deliver, deliveries):
    with transaction.atomic():
        for item in "abc":
            once_committed(deliver, item)
        assert deliveries == []
    assert deliveries == [["a", "b", "c"]]


def test_each_receiver_gets_its_own(deliver, deliveries):
    def other(items):
        deliveries.append(["other", *items])

    with transaction.atomic():
        once_committed(deliver, "a")
        once_committed(other, "b")
        once_committed(deliver, "c")
    assert deliveries == [["a", "c"], ["other", "b"]]


def test_what_a_savepoint_takes_back_is_not_delivered(deliver, deliveries):
    with transaction.atomic():
        once_committed(deliver, "kept")
        with transaction.atomic():
            once_committed(deliver, "taken back")
            transaction.set_rollback(True)
        with transaction.atomic():
            once_committed(deliver, "of a savepoint")
        once_committed(deliver, "kept too")
    assert deliveries == [["kept", "kept too"], ["of a savepoint"]]


def test_a_transaction_that_fails_leaves_nothing_for_the_next_one(deliver, deliveries):
    with transaction.atomic():
        once_committed(deliver, "lost")
        transaction.set_rollback(True)
    with transaction.atomic():
        once_committed(deliver, "found")
    assert deliveries == [["found"]]


def test_outside_a_transaction_it_is_delivered_at_once(deliver, deliveries):
    once_committed(deliver, "a")
    once_committed(deliver, "b")
    assert deliveries == [["a"], ["b"]]


def test_a_delivery_that_fails_undoes_nothing_and_is_logged(caplog):
    def fail(items):
        raise RuntimeError

    with transaction.atomic():
        once_committed(fail, "a")
    assert "fail" in caplog.text


def test_outside_a_transaction_it_is_delivered_there_and_then(deliver, deliveries):
    once_committed(deliver, "a")
    once_committed(deliver, "b")
    assert deliveries == [["a"], ["b"]]
