"""Who a report or an index case speaks of."""

from datetime import date

import pytest
from django.db import connection, transaction

from tests.at_once import at_once
from tests.cast import CHLOE
from tests.factories import tracing
from tests.factories.tracing import particulars
from tracing.commands.register_person import register_person
from tracing.models import Person

pytestmark = pytest.mark.django_db


FATHER, SON, GRANDSON = date(1950, 1, 1), date(1980, 1, 1), date(2010, 1, 1)


def vaguely(**known):
    """Names and telephone, and whatever else is known."""
    return particulars(**{"national_number": "", "birth_date": None} | known)


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


@pytest.mark.parametrize("known", [{}, {"birth_date": SON}, {"national_number": CHLOE.national_number}])
def test_names_and_telephone_are_the_person_where_nothing_speaks_against_it(brussels, known):
    person = register_person(vaguely(**known), region=brussels)
    assert register_person(vaguely(first_name="CHLOE"), region=brussels) == person
    assert register_person(vaguely(birth_date=SON), region=brussels) == person
    person.refresh_from_db()
    assert person.birth_date == SON


def test_a_laboratory_finds_whom_an_interview_has_named(brussels):
    person = register_person(vaguely(), region=brussels)
    assert register_person(particulars(), region=brussels) == person


@pytest.mark.parametrize(
    "other",
    [
        {"phone": "+32470999999"},
        {"phone": ""},
        {"first_name": "Ann"},
        {"birth_date": FATHER},
        {"national_number": "85110200155"},
    ],
)
def test_somebody_who_differs_in_one_fact_is_somebody_else(brussels, other):
    known = {"birth_date": SON, "national_number": CHLOE.national_number}
    register_person(vaguely(**known), region=brussels)
    register_person(vaguely(**other), region=brussels)
    assert Person.objects.count() == 2


def test_a_family_name_alone_and_a_telephone_are_somebody(brussels):
    told = vaguely(first_name="")
    assert register_person(told, region=brussels) == register_person(told, region=brussels)


def test_a_description_that_fits_father_and_son_is_registered_apart(brussels):
    father, son = (register_person(vaguely(birth_date=born), region=brussels) for born in (FATHER, SON))
    somebody = register_person(vaguely(), region=brussels)
    assert len({father, son, somebody}) == 3
    assert register_person(vaguely(), region=brussels) == somebody
    assert register_person(vaguely(birth_date=SON), region=brussels) == son
    assert register_person(vaguely(birth_date=GRANDSON), region=brussels) == somebody


def test_two_national_numbers_and_somebody_without_are_three(brussels):
    for number in (CHLOE.national_number, "85110200155"):
        register_person(vaguely(national_number=number), region=brussels)
    somebody = register_person(vaguely(), region=brussels)
    assert Person.objects.count() == 3
    assert register_person(vaguely(), region=brussels) == somebody


@pytest.mark.django_db(transaction=True)
def test_sixteen_descriptions_at_once_are_one_person():
    region = tracing.region("1000")
    told = [vaguely(birth_date=born) for born in (None, SON)] * 8

    def register(description):
        with transaction.atomic():
            return register_person(description, region=region).pk

    assert len(set(at_once(register, told))) == 1
    assert Person.objects.filter(region=region).count() == 1
