"""When two descriptions are of one person."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracing.rules.matching import known_as, may_be_one, name_and_phone, one_meant, plain

BORN = date(1990, 5, 17)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chloé", "CHLOE"),
        ("Anne-Zoé", "anne zoe"),
        ("D'Hondt", "DHondt"),
        ("Groß", "GROSS"),
        ("Ñandú", "nandu"),
        ("Ёлкина", "Елкина"),
        ("مُحَمَّد", "محمد"),
        ("ガナ", "ｶﾞﾅ"),
    ],
)
def test_case_accents_and_hyphens_do_not_make_another_name(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("रीता वर्मा", "रति वर्मा"), ("राम", "रीमा"), ("カナ", "ガナ"), ("สุดา", "สีดา")]
)
def test_marks_that_spell_a_name_make_another_name(one, other):
    assert plain(one) != plain(other)


def test_another_alphabet_keeps_its_letters():
    assert plain("Ольга") == "ольга"


@given(st.text())
def test_a_plain_name_is_as_plain_as_it_gets(name):
    assert plain(plain(name)) == plain(name)


def test_three_of_four_facts_are_nobody():
    assert known_as("Chloé", "Lambert", BORN, "+32470123456")
    assert not known_as("Chloé", "Lambert", BORN, "")
    assert not known_as("Chloé", "Lambert", None, "+32470123456")
    assert not known_as("-", "Lambert", BORN, "+32470123456")


def test_what_is_unknown_contradicts_nothing():
    assert may_be_one(None, BORN)
    assert may_be_one("", "+32470123456")
    assert not may_be_one(BORN, date(1991, 5, 17))


def test_a_name_and_a_telephone_are_enough_wherever_the_first_name_ends():
    assert name_and_phone("Ann Marie", "Wils", "+32470123456") == name_and_phone(
        "ann", "Marie-Wils", "+32470123456"
    )
    assert name_and_phone("", "Wils", "+32470123456")
    assert not name_and_phone("Ann", "Wils", "")
    assert not name_and_phone("-", "?", "+32470123456")


@dataclass(frozen=True)
class Namesake:
    birth_date: date | None = None
    phone: str = "+32470123456"
    national_number: str = ""


FATHER, SON = Namesake(date(1950, 1, 1)), Namesake(date(1980, 1, 1))
UNKNOWN = Namesake()
NUMBERED = Namesake(national_number="85110200155")
WITHOUT_PHONE = Namesake(phone="")


@pytest.mark.parametrize(
    ("described", "namesakes", "meant"),
    [
        (UNKNOWN, [], None),
        (UNKNOWN, [FATHER], FATHER),
        (SON, [FATHER], None),
        (SON, [FATHER, UNKNOWN], UNKNOWN),
        (UNKNOWN, [FATHER, SON], None),
        (UNKNOWN, [FATHER, SON, UNKNOWN], UNKNOWN),
        (UNKNOWN, [FATHER, NUMBERED], FATHER),
        (NUMBERED, [SON, NUMBERED], NUMBERED),
        (WITHOUT_PHONE, [UNKNOWN, FATHER, SON], None),
        (UNKNOWN, [WITHOUT_PHONE, SON], WITHOUT_PHONE),
    ],
)
def test_a_description_means_whoever_fits_it_unless_several_do_and_contradict(described, namesakes, meant):
    assert one_meant(described, namesakes) == meant
