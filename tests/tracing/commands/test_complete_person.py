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
