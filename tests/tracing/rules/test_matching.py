"""When two descriptions are of one person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracing.rules.matching import known_as, may_be_one, plain

BORN = date(1990, 5, 17)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chloé", "CHLOE"),
        ("Anne-Zoé", "anne zoe"),
        ("D'Hondt", "DHondt"),
        ("Groß", "GROSS"),
        ("Ñandú", "nandu"),
    ],
)
def test_case_accents_and_hyphens_do_not_make_another_name(one, other):
    assert plain(one) == plain(other)


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
