"""One infection of one person."""

from datetime import date

import pytest

from tests.factories import tracing
from tracing.commands.open_case import open_case
from tracing.commands.register_person import register_person
from tracing.states import CaseState

pytestmark = pytest.mark.django_db


def test_one_open_case_per_person_and_disease():
    disease, region = tracing.disease(), tracing.region("1000")
    person = register_person(tracing.particulars(), region=region)
    first, was_opened = open_case(person, disease, specimen_date=date(2026, 11, 20))
    again, was_opened_again = open_case(person, disease, specimen_date=date(2026, 11, 21))
    assert (was_opened, was_opened_again, again) == (True, False, first)

    other, was_opened = open_case(person, tracing.disease("measles"), specimen_date=date(2026, 11, 21))
    assert was_opened
    assert other != first

    first.move_to(CaseState.CLOSED)
    assert open_case(person, disease, specimen_date=date(2026, 12, 24))[1]
