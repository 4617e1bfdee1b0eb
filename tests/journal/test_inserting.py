"""A row is inserted unless one like it is there."""

import pytest
from django.db import transaction
from django.utils import timezone

from journal.inserting import insert_unless_there
from tests.at_once import at_once
from tests.factories import tracing
from tracing.models import Person, Postcode

pytestmark = pytest.mark.django_db


def person(region, **fields):
    return Person(
        region=region, first_name="Ann", phone="+32470123456", national_number_index=b"x" * 16, **fields
    )


def test_what_is_inserted_is_as_if_it_had_been_saved():
    before, new = timezone.now(), person(tracing.region())
    assert insert_unless_there(new)
    held = Person.objects.get()
    assert (held.pk, held.key, held.phone, held.registered_at) == (
        new.pk,
        new.key,
        new.phone,
        new.registered_at,
    )
    assert held.registered_at >= before
    new.first_name = "Anne"
    new.save()
    assert Person.objects.get().first_name == "Anne"


def test_what_is_there_already_stays_as_it_is_and_the_transaction_goes_on():
    region = tracing.region()
    insert_unless_there(person(region))
    again = person(region, postcode="1000")
    assert not insert_unless_there(again)
    assert again.pk is None
    assert Person.objects.get().postcode == ""


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_inserts():
    region = tracing.region()

    def insert(code):
        with transaction.atomic():
            return insert_unless_there(Postcode(country="BE", code=code, region=region))

    assert sorted(at_once(insert, ["9000"] * 4)) == [False, False, False, True]
    assert Postcode.objects.filter(code="9000").count() == 1
