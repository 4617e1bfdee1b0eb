"""Later news of somebody we know."""

import pytest

from tests.factories import tracing
from tests.factories.tracing import particulars
from tracing.commands.complete_person import complete_person
from tracing.commands.register_person import register_person

pytestmark = pytest.mark.django_db


def test_what_was_missing_is_filled_and_what_is_known_stays(django_assert_num_queries):
    person = register_person(particulars(phone="", sex="U", postcode=""), region=tracing.region("1000"))
    complete_person(person, particulars(sex="F", first_name="Another"))
    person.refresh_from_db()
    assert (person.phone, person.sex, person.postcode, person.first_name) == (
        "+32470123456",
        "F",
        "1000",
        "Chloé",
    )
    with django_assert_num_queries(0):
        complete_person(person, particulars())


def vaguely(**known):
    return particulars(**{"national_number": "", "birth_date": None} | known)


@pytest.fixture
def brussels():
    return tracing.region("1000")


def test_a_telephone_told_later_identifies_from_then_on(brussels):
    person = register_person(vaguely(phone=""), region=brussels)
    complete_person(person, vaguely())
    assert register_person(vaguely(), region=brussels) == person


def test_a_name_told_later_identifies_from_then_on(brussels):
    person = register_person(vaguely(family_name=""), region=brussels)
    complete_person(person, vaguely())
    assert register_person(vaguely(), region=brussels) == person
    assert register_person(vaguely(family_name=""), region=brussels) != person


def test_who_stands_under_that_name_and_telephone_already_stays_there(brussels):
    other = register_person(vaguely(), region=brussels)
    person = register_person(vaguely(family_name=""), region=brussels)
    complete_person(person, vaguely())
    person.refresh_from_db()
    assert (person.family_name, person.name_and_phone_index) == ("Lambert", None)
    assert register_person(vaguely(), region=brussels) == other


def test_the_same_names_in_other_parts_are_not_added_to_themselves(brussels):
    person = register_person(vaguely(first_name="Chloé Lambert", family_name=""), region=brussels)
    complete_person(person, vaguely())
    person.refresh_from_db()
    assert (person.first_name, person.family_name) == ("Chloé Lambert", "")
