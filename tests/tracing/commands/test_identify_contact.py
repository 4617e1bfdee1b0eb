"""Whom an index case means."""

from datetime import date

import pytest

from tests.cast import CHLOE, DARIO
from tests.factories import tracing
from tracing.commands.identify_contact import identify_contact
from tracing.refusals import ContactWithoutName, IndexNamedThemself
from tracing.rules.lab_result import Particulars

pytestmark = pytest.mark.django_db
FATHER, SON = date(1950, 1, 1), date(1980, 1, 1)


def described(citizen=DARIO, **known):
    return Particulars(first_name=citizen.first_name, family_name=citizen.family_name, **known)


def test_the_index_case_cannot_be_their_own_contact(case):
    with pytest.raises(IndexNamedThemself):
        identify_contact(case, described(CHLOE))
    with pytest.raises(IndexNamedThemself):
        identify_contact(case, described(CHLOE, phone=CHLOE.phone))


@pytest.mark.parametrize("name", ["", "?", "--"])
def test_somebody_without_any_name_cannot_be_filed(case, name):
    with pytest.raises(ContactWithoutName):
        identify_contact(case, Particulars(first_name=name, phone=DARIO.phone))


def test_somebody_named_before_is_the_same_even_without_telephone(case):
    contact = tracing.name(case)
    assert identify_contact(case, described()) == contact.person


def test_a_person_whom_another_case_has_named_is_the_same(case):
    contact = tracing.name(tracing.another_case())
    assert identify_contact(case, described(phone=DARIO.phone)) == contact.person


def test_a_person_whom_a_laboratory_reported_is_the_same(case):
    patient = tracing.case(case.region, DARIO).person
    assert identify_contact(case, described(phone=DARIO.phone)) == patient


def test_somebody_who_may_be_father_or_son_is_neither(case):
    family = [tracing.name(case, birth_date=born.isoformat()).person for born in (FATHER, SON)]
    third = identify_contact(case, described(phone=DARIO.phone))
    assert third not in family
    assert identify_contact(case, described(phone=DARIO.phone)) == third
    assert identify_contact(case, described(phone=DARIO.phone, birth_date=SON)) == family[1]
