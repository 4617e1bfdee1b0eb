"""Who a report or an index case speaks of."""

from datetime import date

import pytest
from django.db import connection

from tests.cast import CHLOE
from tests.factories import tracing
from tests.factories.tracing import particulars
from tracing.commands.register_person import register_person
from tracing.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def brussels():
    return tracing.region("1000")


def test_the_same_national_number_is_the_same_person(brussels):
    first = register_person(particulars(), region=brussels)
    again = register_person(particulars(first_name="Cloé", phone=""), region=brussels)
    assert again == first
    assert again.first_name == "Chloé"


def test_without_number_name_birth_date_and_telephone_are_the_person(brussels):
    first = register_person(particulars(national_number=""), region=brussels)
    told = particulars(national_number="", first_name="CHLOE", family_name="LAMBERT")
    assert register_person(told, region=brussels) == first


def test_later_news_completes_and_never_overwrites(brussels):
    register_person(particulars(phone="", language=""), region=brussels)
    person = register_person(particulars(first_name="Other"), region=brussels)
    person.refresh_from_db()
    assert (person.phone, person.language, person.first_name) == (CHLOE.phone, "fr", "Chloé")
    assert register_person(particulars(national_number=""), region=brussels) == person


def test_a_number_told_later_identifies_from_then_on(brussels):
    person = register_person(particulars(national_number=""), region=brussels)
    register_person(particulars(), region=brussels)
    only_number = particulars(first_name="", family_name="", birth_date=None, phone="")
    assert register_person(only_number, region=brussels) == person


def test_two_national_numbers_are_two_people(brussels):
    first = register_person(particulars(), region=brussels)
    twin = register_person(particulars(national_number="90051700255"), region=brussels)
    assert twin != first
    assert Person.objects.count() == 2


def test_a_number_that_stands_on_another_row_stays_there(brussels):
    by_number = register_person(particulars(phone=""), region=brussels)
    by_name = register_person(particulars(national_number=""), region=brussels)
    assert register_person(particulars(), region=brussels) == by_number
    by_name.refresh_from_db()
    assert by_name.known_as_index is not None
    by_number.refresh_from_db()
    assert by_number.known_as_index is None


def test_another_region_has_people_of_its_own(brussels):
    here = register_person(particulars(), region=brussels)
    there = register_person(particulars(), region=tracing.region("9000"))
    assert here != there


def test_what_identifies_is_sealed_in_the_database(brussels):
    person = register_person(particulars(), region=brussels)
    with connection.cursor() as cursor:
        cursor.execute("SELECT national_number, phone FROM tracing_person WHERE id = %s", [person.pk])
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert CHLOE.national_number.encode() not in stored
    assert CHLOE.phone.encode() not in stored


def test_somebody_known_by_half_is_somebody_new(brussels):
    told = particulars(national_number="", phone="")
    assert register_person(told, region=brussels) != register_person(told, region=brussels)


def test_the_birth_date_is_kept(brussels):
    assert register_person(particulars(), region=brussels).birth_date == date(1990, 5, 17)
