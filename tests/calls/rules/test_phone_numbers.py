import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls.rules.phone_numbers import e164, takes_sms


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("0470 12 34 56", "BE", "+32470123456"),
        ("+32 470 12 34 56", "DE", "+32470123456"),
        ("0032470123456", "BE", "+32470123456"),
        ("02 214 19 19", "BE", "+3222141919"),
        ("0151 23456789", "DE", "+4915123456789"),
        ("621 123 456", "LU", "+352621123456"),
    ],
)
def test_people_write_numbers_as_they_like(text, country, number):
    assert e164(text, country=country) == number


@pytest.mark.parametrize("text", ["", "112", "101", "0900 12345", "0906 12345", "not a number", "+32", "12"])
def test_what_must_not_be_called_is_refused(text):
    assert e164(text, country="BE") == ""


@given(text=st.text(max_size=30))
def test_whatever_is_typed_gives_a_number_or_nothing(text):
    number = e164(text, country="BE")
    assert number == "" or (number.startswith("+") and number[1:].isdigit())


def test_an_sms_goes_to_mobiles_only():
    assert takes_sms("+32470123456")
    assert not takes_sms("+3222141919")
    assert not takes_sms("")
