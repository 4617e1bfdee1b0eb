import pytest
from django.db import transaction

from calls.commands.attempts.take_number import take_number
from calls.models import NumberUnderWay
from tests.at_once import at_once
from tests.factories.calls import phone_number, queued_call


@pytest.mark.django_db
def test_one_call_at_a_time_has_a_number_in_whatever_region():
    phone = phone_number()
    first, second = queued_call(phone=phone), queued_call(phone=phone)
    assert first.region != second.region
    assert (take_number(first), take_number(second)) == (True, False)
    NumberUnderWay.objects.all().delete()
    assert take_number(second)


@pytest.mark.django_db
def test_a_call_to_whoever_rings_us_has_no_number_to_take():
    hotline = [queued_call(phone="", phone_index=None, subject=None) for _ in range(2)]
    assert [take_number(call) for call in hotline] == [True, True]
    assert not NumberUnderWay.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_it():
    phone = phone_number()
    calls = [queued_call(phone=phone) for _ in range(6)]

    def take(call):
        with transaction.atomic():
            return take_number(call)

    assert sorted(at_once(take, calls)) == [False] * 5 + [True]
