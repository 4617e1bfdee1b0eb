"""Telephone numbers as people write them."""

import pytest

from tracing.rules.phones import NotAPhoneNumber, as_dialled_at_home, e164_of


@pytest.mark.parametrize("text", ["0470 12 34 56", "0470/12.34.56", "+32470123456", "0032 470 123456"])
def test_every_usual_way_of_writing_is_one_number(text):
    assert e164_of(text, country="BE") == "+32470123456"


def test_another_country_keeps_its_prefix():
    assert e164_of("06 12 34 56 78", country="FR") == "+33612345678"


@pytest.mark.parametrize("text", ["", "  "])
def test_no_number_is_no_number(text):
    assert e164_of(text, country="BE") == ""


@pytest.mark.parametrize("text", ["12", "call me", "0470 12 34 56 78 90 12 34"])
def test_what_nobody_can_dial_is_refused(text):
    with pytest.raises(NotAPhoneNumber):
        e164_of(text, country="BE")


@pytest.mark.parametrize("text", ["0900 12 345", "070 22 12 34", "+881 6 12345678"])
def test_a_number_that_may_not_be_called_is_kept_for_the_field_team(text):
    assert e164_of(text, country="BE").startswith("+")


def test_people_read_it_as_they_would_dial_it():
    assert as_dialled_at_home("+3222141919") == "02 214 19 19"
