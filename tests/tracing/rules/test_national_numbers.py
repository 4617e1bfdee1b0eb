"""What a national number proves about its bearer."""

from datetime import date

import pytest

from tracing.rules.national_numbers import NotANationalNumber, identity_of


def test_it_tells_birth_date_and_sex():
    identity = identity_of("85.07.30-033 28", country="BE")
    assert (identity.number, identity.birth_date, identity.sex) == ("85073003328", date(1985, 7, 30), "M")


def test_a_birth_from_2000_is_checked_with_a_2_in_front():
    assert identity_of("17073003384", country="BE").birth_date == date(2017, 7, 30)


def test_a_bis_number_counts():
    assert identity_of("98.47.28-997.65", country="BE").birth_date == date(1998, 7, 28)


@pytest.mark.parametrize("text", ["85073003329", "8507300332", "", "abcdefghijk", "٨٥٠٧٣٠٠٣٣٢٨"])
def test_wrong_check_digits_and_shapes_are_refused(text):
    with pytest.raises(NotANationalNumber):
        identity_of(text, country="BE")


def test_it_contradicts_another_birth_date_only():
    identity = identity_of("85073003328", country="BE")
    assert identity.contradicts(date(1985, 7, 31))
    assert not identity.contradicts(date(1985, 7, 30))


def test_a_number_without_day_contradicts_another_year():
    incomplete = identity_of("40000095579", country="BE")
    assert incomplete.birth_date is None
    assert incomplete.contradicts(date(1941, 1, 1))
    assert not incomplete.contradicts(date(1940, 12, 31))


def test_a_country_without_scheme_takes_letters_and_digits():
    assert identity_of("ab-12 34", country="XX").number == "AB1234"


@pytest.mark.parametrize("text", ["00000000097", "000000-000-97", "88.04.12-000.61"])
def test_a_number_that_is_given_to_nobody_is_none(text):
    with pytest.raises(NotANationalNumber):
        identity_of(text, country="BE")
